using Allora.Sdk.PostgreSql.Fleet;
using CsCheck;

namespace Allora.Sdk.PostgreSql.Tests.Fleets;

/// <summary>The plan, over many fleets.</summary>
public sealed class FleetPlanTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    private static readonly Gen<Case> Cases =
        from members in Gen.Int[1, 5]
        from wallets in Gen.Select(Gen.Int[1, 9], Gen.Int[-1, 4], Gen.Int[-4, 4], Gen.Int[0, 31]).List[0, 40]
        select new Case(
            [.. wallets.Select(static (one, index) => new PlannedWallet($"w{index:00}", one.Item1, NameOf(one.Item2), NameOf(one.Item3)))],
            [.. Names.Take(members).Select((name, place) => new PlannedMember(name, wallets.Index().Where(one => (one.Item.Item4 & (1 << place)) != 0).Select(static one => $"w{one.Index:00}").ToHashSet()))]);

    [Fact]
    public void A_wallet_runs_where_its_key_is_and_nowhere_else() => Cases.Sample(static one =>
    {
        var plan = FleetPlan.Of(one.Wallets, one.Members);
        foreach (var wallet in one.Wallets)
        {
            var able = one.Members.Where(member => member.Able.Contains(wallet.Address)).Select(static member => member.Name).ToList();
            if (able.Count == 0)
                Assert.False(plan.ContainsKey(wallet.Address));
            else
                Assert.Contains(plan[wallet.Address], able);
        }
    });

    [Fact]
    public void A_moved_wallet_runs_where_it_was_moved_to() => Cases.Sample(static one =>
    {
        var plan = FleetPlan.Of(one.Wallets, one.Members);
        Assert.All(one.Wallets, wallet => Assert.True(wallet.Pin is null || !one.Members.Any(member => member.Name == wallet.Pin && member.Able.Contains(wallet.Address)) || plan[wallet.Address] == wallet.Pin));
    });

    [Fact]
    public void What_was_planned_stays() => Cases.Sample(static one =>
    {
        var plan = FleetPlan.Of(one.Wallets, one.Members);
        var again = FleetPlan.Of(one.Wallets.Reverse().Select(wallet => wallet with { Holder = plan.GetValueOrDefault(wallet.Address) }), [.. one.Members.Reverse()]);
        Assert.Equal(plan.OrderBy(static pair => pair.Key, StringComparer.Ordinal), again.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
    });

    [Fact]
    public void No_single_move_would_make_the_shares_more_even() => Cases.Sample(static one =>
    {
        var plan = FleetPlan.Of(one.Wallets, one.Members);
        var loads = one.Members.ToDictionary(static member => member.Name, member => one.Wallets.Where(wallet => plan.GetValueOrDefault(wallet.Address) == member.Name).Sum(static wallet => wallet.Weight));
        foreach (var wallet in one.Wallets.Where(wallet => plan.TryGetValue(wallet.Address, out var name) && wallet.Pin != name))
            Assert.All(one.Members.Where(member => member.Able.Contains(wallet.Address)), member => Assert.True(loads[plan[wallet.Address]] - loads[member.Name] <= wallet.Weight));
    });

    [Fact]
    public void A_newcomer_gets_its_share_and_the_others_keep_theirs()
    {
        var wallets = Enumerable.Range(0, 60).Select(static index => new PlannedWallet($"w{index:00}", 3, Names[index % 3], null)).ToList();
        var all = wallets.Select(static wallet => wallet.Address).ToHashSet();

        var plan = FleetPlan.Of(wallets, [.. Names.Take(4).Select(name => new PlannedMember(name, all))]);

        Assert.All(Names.Take(4), name => Assert.Equal(15, plan.Count(one => one.Value == name)));
        Assert.Equal(15, wallets.Count(wallet => plan[wallet.Address] != wallet.Holder));
    }

    private static string? NameOf(int place) => place < 0 ? null : Names[place];

    private sealed record Case(IReadOnlyList<PlannedWallet> Wallets, IReadOnlyList<PlannedMember> Members);
}
