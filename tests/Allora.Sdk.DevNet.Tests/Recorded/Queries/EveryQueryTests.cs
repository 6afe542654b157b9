using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.DevNet.Tests.Recorded.Queries;

/// <summary>Every query that was recorded of a real node, answered by a DevNet in the same situation.</summary>
public sealed class EveryQueryTests(ITestOutputHelper output)
{
    /// <summary>
    /// Methods of which a reply still differs: stakes that the recorded delegator raised by its rewards, the emission of another supply, and lists of
    /// accounts, transactions and programs that the recorded chain alone had. A method that becomes equal must leave this list.
    /// </summary>
    private static readonly string[] Different =
    [
        "Auth.Account", "Auth.AccountInfo", "Auth.Accounts", "Auth.AddressStringToBytes", "Auth.ModuleAccounts",
        "Bank.DenomOwners", "Bank.DenomOwnersByQuery",
        "EmissionsV10.GetDelegateStakePlacement", "EmissionsV10.GetDelegateStakeUponReputer", "EmissionsV10.GetStakeReputerAuthority",
        "Mint.EmissionInfo", "Staking.ValidatorDelegations",
        "Tendermint.GetBlockByHeight", "Tendermint.GetLatestBlock", "Tendermint.GetLatestValidatorSet", "Tendermint.GetNodeInfo",
        "Transactions.GetBlockWithTxs", "Transactions.GetTx", "Transactions.GetTxsEvent",
    ];

    [Fact]
    public async Task Replies_are_the_recorded_ones()
    {
        await using var stage = await QueryStage.StartAsync("as recorded", 0, 0);
        var comparison = new QueryComparison();
        var cases = QueryCase.Load(DevNetSchema.V10);
        var equal = 0;
        foreach (var recorded in cases)
        {
            var before = comparison.Differences.Count;
            var (reply, refusal) = stage.Ask(recorded.Method, recorded.Request.ToJsonString());
            if (recorded.Refusal is { } text)
                comparison.CompareRefusal(recorded.Name, stage.Translate(text), refusal);
            else if (reply is null)
                comparison.Differences.Add($"{recorded.Name}: refused with \"{refusal}\"");
            else
                comparison.Compare(recorded.Name, FlatReply.Of(recorded.Reply!), FlatReply.Of(reply), stage.Translate);
            equal += comparison.Differences.Count == before ? 1 : 0;
        }

        output.WriteLine($"every-query-v10: {equal} of {cases.Count} cases, {comparison.Equal} values equal, {comparison.BySign} of arithmetic by sign, {comparison.Excepted} excepted");
        var different = comparison.Differences.Select(static one => one[..one.IndexOf(' ', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.True(different.SequenceEqual(Different, StringComparer.Ordinal), string.Join('\n', comparison.Differences.Where(static one => !Different.Contains(one[..one.IndexOf(' ', StringComparison.Ordinal)]))));
    }
}
