using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Money;

/// <summary>Prices that are false, or that jumped: what is paid, and when.</summary>
public class GasPriceLieTests
{
    // 4e18 uallo, as gRPC spells it.
    private const string Enormous = "4000000000000000000000000000000000000";

    [Fact]
    public async Task A_false_price_told_once_costs_nothing_and_misses_no_window()
    {
        await using var scene = await StartAsync(new Lie { Method = "GasPrice", Path = "price.amount", Value = Enormous, Times = 1 });
        var result = await AnswerAsync(scene);

        Assert.Equal(SubmissionStatus.Included, result.Status);
        Assert.True(result.Fee < UAllo.Parse("10000000"), $"{result.Fee}");
        new SpendingInvariant(scene.Client.Network).Assert(scene.DevNet, scene.Wallet);
    }

    [Fact]
    public async Task A_false_price_told_for_two_windows_is_a_state_that_names_the_option()
    {
        await using var scene = await StartAsync(new Lie { Method = "GasPrice", Path = "price.amount", Value = Enormous });
        var health = await scene.ReachAsync(WorkerState.WaitingForGasPrice);
        Assert.Contains("Raise MaximumFee in FeeOptions", health.Detail, StringComparison.Ordinal);
        Assert.False(scene.Runner.GetHealth().IsReady);
        var first = await AnswerAsync(scene);
        var second = await AnswerAsync(scene);
        scene.DevNet.Lies.Clear();
        var third = await AnswerAsync(scene);

        Assert.All([first, second], result => Assert.Equal((SubmissionStatus.Missed, AlloraErrorReason.FeeAboveLimit), (result.Status, result.Reason)));
        Assert.Equal(SubmissionStatus.Included, third.Status);
        await scene.ReachAsync(WorkerState.Ready);
        Assert.Single(SpendingInvariant.FeesOf(scene.DevNet, scene.Wallet));
        new SpendingInvariant(scene.Client.Network).Assert(scene.DevNet, scene.Wallet);
    }

    [Fact]
    public async Task A_price_that_one_of_two_endpoints_invents_is_not_waited_for()
    {
        await using var scene = await StartAsync(new Lie { Method = "GasPrice", Path = "price.amount", Value = Enormous }, nodes: 2);
        var result = await AnswerAsync(scene);

        Assert.Equal(SubmissionStatus.Included, result.Status);
        Assert.True(result.Height <= WorkerScene.FirstNonce + (WorkerScene.Window / 2), $"only in block {result.Height}");
        Assert.True(result.Fee < UAllo.Parse("10000000"), $"{result.Fee}");
        Assert.True(scene.DevNet.Lies.Active.Single().Hits > 0);
    }

    [Fact]
    public async Task A_price_that_rose_a_hundredfold_is_paid_after_half_of_the_window()
    {
        await using var scene = await StartAsync();
        await scene.ReachAsync(WorkerState.Ready);
        scene.DevNet.SetGasPrice(GasPrice.Parse("1000"));
        var result = await AnswerAsync(scene);
        var next = await AnswerAsync(scene);

        Assert.Equal((SubmissionStatus.Included, SubmissionStatus.Included), (result.Status, next.Status));
        Assert.True(result.Height >= WorkerScene.FirstNonce + (WorkerScene.Window / 2), $"already in block {result.Height}");
        // The second is no jump any more.
        Assert.True(next.Height <= WorkerScene.FirstNonce + WorkerScene.Epoch + (WorkerScene.Window / 2), $"only in block {next.Height}");
        new SpendingInvariant(scene.Client.Network).Assert(scene.DevNet, scene.Wallet);
    }

    [Fact]
    public async Task A_price_above_the_limit_is_not_paid_until_it_falls()
    {
        await using var scene = await StartAsync();
        await scene.ReachAsync(WorkerState.Ready);
        scene.DevNet.SetGasPrice(GasPrice.Parse("100000"));
        var missed = await AnswerAsync(scene);
        await scene.ReachAsync(WorkerState.WaitingForGasPrice);
        scene.DevNet.SetGasPrice(GasPrice.Parse("10"));
        var next = await AnswerAsync(scene);

        Assert.Equal((SubmissionStatus.Missed, AlloraErrorReason.FeeAboveLimit), (missed.Status, missed.Reason));
        Assert.Equal(SubmissionStatus.Included, next.Status);
        Assert.Single(SpendingInvariant.FeesOf(scene.DevNet, scene.Wallet));
    }

    [Theory]
    [InlineData("900000000000000000000000", 1)]
    [InlineData("900000000000000000000000", 2)]
    [InlineData("a million digits", 1)]
    public async Task A_fee_that_a_refusal_invents_is_not_paid(string required, int nodes)
    {
        if (required == "a million digits")
            required = new string('9', 1_000_000);
        var scope = new Lie { Method = "BroadcastTx", Path = "tx_response.code", Value = "13", Times = 3 };
        await using var scene = await StartAsync(scope, nodes);
        scene.DevNet.Lies.Add(new Lie { Method = "BroadcastTx", Path = "tx_response.codespace", Value = "sdk", Times = 3 });
        scene.DevNet.Lies.Add(new Lie { Method = "BroadcastTx", Path = "tx_response.raw_log", Value = $"got: 1uallo required: {required}uallo: insufficient fee", Times = 3 });
        var result = await AnswerAsync(scene);

        Assert.Contains(result.Status, new[] { SubmissionStatus.Included, SubmissionStatus.AlreadySubmitted });
        Assert.True(scope.Hits > 0);
        Assert.All(SpendingInvariant.FeesOf(scene.DevNet, scene.Wallet), fee => Assert.True(fee < UAllo.Parse("10000000"), $"{fee}"));
        new SpendingInvariant(scene.Client.Network).Assert(scene.DevNet, scene.Wallet);
    }

    // The network as its user knows it: the floor does not follow the DevNet's price.
    private static async Task<WorkerScene> StartAsync(Lie? lie = null, int nodes = 1)
    {
        var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)),
            configureDevNet: options => options with { Nodes = nodes, Lies = lie is null || nodes > 1 ? [] : [lie] },
            nodes: nodes == 1 ? null : static (network, devnet) => network with { Endpoints = [.. devnet.Nodes.Select(static node => new AlloraEndpoint(node.Grpc))] },
            run: false);
        if (lie is not null && nodes > 1)
            scene.DevNet.Lies.Add(lie);
        scene.Run();
        return scene;
    }

    private static async Task<SubmissionResult> AnswerAsync(WorkerScene scene)
    {
        SubmissionResult result;
        do
        {
            result = await scene.NextAsync(stepping: true);
        }
        while (!result.IsTerminal);
        return result;
    }
}
