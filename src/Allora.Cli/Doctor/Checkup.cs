using System.Runtime.CompilerServices;
using Allora.Sdk;

namespace Allora.Cli.Doctor;

/// <summary>Runs the checks in the order of a worker's needs; checks that depend on a failed one are left out.</summary>
internal sealed class Checkup(AlloraNetwork network, AlloraWallet? wallet, ulong? topicId)
{
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var endpoints = new EndpointChecks(network);
        await foreach (var finding in endpoints.RunAsync(cancellationToken))
            yield return finding;
        if (endpoints.Healthy.Count == 0)
        {
            yield return Finding.Bad("chain", "no endpoint could be used: nothing else was checked", "give --network, or a working endpoint with --grpc");
            yield break;
        }

        await using var client = new AlloraClient(network with { Endpoints = endpoints.Healthy });
        await foreach (var finding in new ChainChecks(client).RunAsync(cancellationToken))
            yield return finding;
        if (wallet is not null)
        {
            await foreach (var finding in new WalletChecks(client, wallet).RunAsync(cancellationToken))
                yield return finding;
        }
        else
        {
            yield return Finding.Warning("wallet", "none was named: balance, registration and the dry run were not checked", "give --from KEY");
        }

        if (topicId is not { } topic)
        {
            yield return Finding.Warning("topic", "none was named: its windows and the registration were not checked", "give --topic ID");
            yield break;
        }

        await foreach (var finding in new TopicChecks(client, topic, wallet?.Address).RunAsync(cancellationToken))
            yield return finding;
    }

    /// <summary>A query of the chain; a failure is a finding instead of an end.</summary>
    public static async Task<(T? Answer, Finding? Failure)> AskAsync<T>(string what, Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (await ask(), null);
        }
        catch (AlloraException exception)
        {
            return (null, Finding.Bad(what, exception.Message, exception.IsTransient ? "try again; if it persists, use another endpoint" : "see the message"));
        }
    }
}
