using System.Globalization;
using System.Runtime.CompilerServices;
using Allora.Sdk;
using Allora.Sdk.Chain.Errors;

namespace Allora.Cli.Doctor;

/// <summary>Checks every endpoint by itself: whether it answers, serves the right chain, and is at the chain's height.</summary>
internal sealed class EndpointChecks(AlloraNetwork network)
{
    private const long LagTolerance = 2;

    private static readonly string NoTransaction = new('0', 64);

    private readonly List<AlloraEndpoint> _healthy = [];

    /// <summary>The usable endpoints; known after the run.</summary>
    public IReadOnlyList<AlloraEndpoint> Healthy => _healthy;

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(network.Endpoints.Select(endpoint => AskAsync(endpoint, cancellationToken)));
        var newest = asked.Max(static answer => answer.Height);
        foreach (var answer in asked)
        {
            var finding = Judge(answer, newest);
            if (finding.Verdict != Verdict.Bad)
                _healthy.Add(answer.Endpoint);
            yield return finding;
            if (answer.HasNoIndex)
                yield return Finding.Warning("index", $"{answer.Endpoint} has no index of transactions", "workers prove inclusion by blocks instead, and need --rpc for the results; with an index (tx_index.indexer = \"kv\") the proof is one query");
        }
    }

    private Finding Judge(Answer answer, long newest)
    {
        var where = answer.Endpoint.ToString();
        if (answer.Failure is { } failure)
            return Finding.Bad("endpoint", $"{where}: {failure}", "check address, port and network; https is TLS, http is not");
        if (answer.ChainId != network.ChainId)
            return Finding.Bad("endpoint", $"{where} serves chain {answer.ChainId}, not {network.ChainId}", "correct --network, --grpc or --chain-id: signatures for another chain are refused");
        var behind = newest - answer.Height;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{where}: chain {answer.ChainId}, height {answer.Height}, {answer.Took.TotalMilliseconds:0} ms");
        return behind > LagTolerance
            ? Finding.Warning("endpoint", $"{detail}, {behind} blocks behind the best", "remove it, or wait until it has caught up: it reports windows late")
            : Finding.Ok("endpoint", detail);
    }

    private async Task<Answer> AskAsync(AlloraEndpoint endpoint, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            await using var client = new AlloraClient(network with { Endpoints = [endpoint] });
            var chain = await client.GetChainIdAsync(cancellationToken);
            var header = await client.GetBlockHeaderAsync(null, cancellationToken);
            return new Answer(endpoint, chain, header.Height, TimeProvider.System.GetElapsedTime(started), null)
            {
                HasNoIndex = await HasNoIndexAsync(client, cancellationToken),
            };
        }
        catch (AlloraException exception)
        {
            return new Answer(endpoint, "", 0, TimeProvider.System.GetElapsedTime(started), exception.Message);
        }
    }

    // The look-up itself decides: what the node reports about itself may be that of another one behind the same address.
    private static async Task<bool> HasNoIndexAsync(AlloraClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetTransactionAsync(NoTransaction, cancellationToken);
            return false;
        }
        catch (AlloraException exception)
        {
            return ErrorTexts.IsWithoutIndex(exception.Message);
        }
    }

    private sealed record Answer(AlloraEndpoint Endpoint, string ChainId, long Height, TimeSpan Took, string? Failure)
    {
        public bool HasNoIndex { get; init; }
    }
}
