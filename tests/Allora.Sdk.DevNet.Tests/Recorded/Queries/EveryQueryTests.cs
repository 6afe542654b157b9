using Allora.Sdk.DevNet.Options;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Tests.Recorded.Queries;

/// <summary>Every query that was recorded of a real node, answered by a DevNet in the same situation.</summary>
public sealed class EveryQueryTests(ITestOutputHelper output)
{
    /// <summary>
    /// Methods of which values differ: lists of accounts, transactions and programs that the recorded chain alone had. Their fields are the recorded ones. A
    /// method that becomes equal must leave this list.
    /// </summary>
    private static readonly string[] Different =
    [
        "Auth.Account", "Auth.AccountInfo", "Auth.Accounts", "Auth.AddressStringToBytes", "Auth.ModuleAccounts",
        "Bank.DenomOwners", "Bank.DenomOwnersByQuery", "Staking.ValidatorDelegations",
        "Tendermint.GetBlockByHeight", "Tendermint.GetNodeInfo",
        "Transactions.GetBlockWithTxs", "Transactions.GetTx", "Transactions.GetTxsEvent",
    ];

    [Fact]
    public async Task Replies_are_the_recorded_ones()
    {
        await using var stage = await QueryStage.StartAsync("as recorded", 0, 0);
        await CompareAsync("every-query-v10", [.. QueryCase.Load(DevNetSchema.V10).OrderBy(static one => Height(one.Method))], AskAsync, stage.Translate, Different);

        // The recorded queries were asked one after the other, of the newest block.
        async Task<(IMessage? Reply, string? Refusal)> AskAsync(MethodDescriptor method, string request)
        {
            await stage.ReachAsync(Height(method));
            return stage.Ask(method, request);
        }

        static long Height(MethodDescriptor method) => method.Name switch
        {
            "GetLatestBlock" => 169,
            "GetLatestValidatorSet" => 170,
            _ => QueryStage.Height,
        };
    }

    [Fact]
    public async Task Replies_of_the_older_version_are_the_recorded_ones()
    {
        await using var stage = await OlderQueryStage.StartAsync();
        await CompareAsync("every-query-v9", QueryCase.Load(DevNetSchema.V9), (method, request) => Task.FromResult(stage.Ask(method, request)), stage.Translate, []);
    }

    private async Task CompareAsync(
        string file,
        IReadOnlyList<QueryCase> cases,
        Func<MethodDescriptor, string, Task<(IMessage? Reply, string? Refusal)>> ask,
        Func<string, string> translate,
        string[] known)
    {
        var comparison = new QueryComparison();
        var equal = 0;
        foreach (var recorded in cases)
        {
            var before = comparison.Differences.Count;
            var (reply, refusal) = await ask(recorded.Method, recorded.Request.ToJsonString());
            if (recorded.Refusal is { } text)
                comparison.CompareRefusal(recorded.Name, translate(text), refusal);
            else if (reply is null)
                comparison.Differences.Add($"{recorded.Name}: refused with \"{refusal}\"");
            else
                comparison.Compare(recorded.Name, FlatReply.Of(recorded.Reply!), FlatReply.Of(reply), translate);
            equal += comparison.Differences.Count == before ? 1 : 0;
        }

        output.WriteLine($"{file}: {equal} of {cases.Count} cases, {comparison.Equal} values equal, {comparison.BySign} of arithmetic by sign, {comparison.Excepted} excepted");
        output.WriteLine($"not compared in {file} ({QueryComparison.Exceptions.Count} fields): {string.Join(", ", QueryComparison.Exceptions)}");
        output.WriteLine($"{file}: {cases.Count(static one => one.Refusal is null)} of {cases.Count} have a reply, {comparison.OtherFields.Count} of these other fields than the recorded one");
        output.WriteLine($"compared by fields alone in {file} ({known.Length} methods, of chains of their own): {string.Join(", ", known)}");
        var different = comparison.Differences.Select(static one => one[..one.IndexOf(' ', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Empty(comparison.OtherFields);
        Assert.True(different.SequenceEqual(known, StringComparer.Ordinal), string.Join('\n', comparison.Differences.Where(one => !known.Contains(one[..one.IndexOf(' ', StringComparison.Ordinal)]))));
    }
}
