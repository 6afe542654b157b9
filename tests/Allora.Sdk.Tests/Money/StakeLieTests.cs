using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Money;

/// <summary>The stake of a reputer, whose query is answered late, not at all, or with something that is no number.</summary>
public class StakeLieTests
{
    private const string Query = "GetStakeFromReputerInTopicInSelf";

    private static readonly UAllo Minimum = UAllo.FromAllo("100");

    public static TheoryData<string> Lies => ["stale", "late", "0", "", "abc", "absent"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task No_more_than_the_minimum_is_staked(string lie)
    {
        await using var scene = await StartAsync();
        foreach (var one in LiesOf(lie))
            scene.DevNet.Lies.Add(one);
        var options = scene.Options(RolesScene.Single);
        options.MinimumStake = Minimum;
        scene.Run(WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.5)), options));
        for (var block = 0; block < 50; block++)
            await StepAsync(scene);
        scene.DevNet.Lies.Clear();
        while ((await scene.Client.GetOwnStakeAsync(RolesScene.Single, scene.Reputer.Address, scene.Limit)).Stake < Minimum)
            await StepAsync(scene);

        // Beside the minimum only the registration's fee may be gone.
        new SpendingInvariant(scene.Client.Network) { OtherSpending = Minimum + UAllo.FromAllo("1") }.Assert(scene.DevNet, scene.Reputer);
    }

    private static Lie[] LiesOf(string lie) => lie switch
    {
        // Two blocks late under a fresh height, or under its own.
        "stale" => [new Lie { Method = Query, Path = "amount", Change = LieChange.Stale, Ago = 2 }],
        "late" => [new Lie { Method = Query, Path = "amount", Change = LieChange.Stale, Ago = 2 }, new Lie { Method = Query, Path = "header:x-cosmos-block-height", Change = LieChange.Stale, Ago = 2 }],
        "absent" => [new Lie { Method = Query, Path = "", Change = LieChange.Absent }],
        _ => [new Lie { Method = Query, Path = "amount", Value = lie }],
    };

    private static async Task StepAsync(RolesScene scene)
    {
        await scene.DevNet.StepAsync(1, scene.Limit);
        await Task.Delay(60, scene.Limit);
    }

    private static Task<RolesScene> StartAsync()
    {
        var wallets = RolesScene.Accounts();
        return RolesScene.StartAsync(RolesScene.Genesis(wallets, topic => topic with
        {
            Stake = new Dictionary<string, UAllo> { [wallets[0].Address] = UAllo.FromAllo("1000") },
        }));
    }
}
