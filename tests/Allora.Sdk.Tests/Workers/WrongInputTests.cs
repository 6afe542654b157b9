using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.Tests.Workers;

/// <summary>Wrong inputs end in a clear message or a waiting state, and nothing is paid for nothing.</summary>
public sealed class WrongInputTests
{
    private static readonly FunctionProvider One = new(_ => Prediction.Value(1m));

    [Fact]
    public async Task A_wallet_that_was_never_funded_waits_and_goes_on_when_it_is()
    {
        using var wallet = AlloraWallet.Create().Wallet;
        await using var scene = await WorkerScene.StartAsync(One, genesis: WorkerScene.Genesis(), wallet: wallet);

        var status = await scene.ReachAsync(WorkerState.WaitingForFunds);

        Assert.Contains(wallet.Address, status.Detail, StringComparison.Ordinal);
        Assert.Null(await scene.Client.GetAccountAsync(wallet.Address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_node_of_another_chain_stops_the_worker()
    {
        await using var scene = await WorkerScene.StartAsync(One, network: network => network with { ChainId = "allora-mainnet-1" });

        var stopped = await Assert.ThrowsAsync<AlloraException>(() => scene.Running);

        Assert.Equal(AlloraErrorReason.WrongChain, stopped.Reason);
        Assert.Contains("localnet", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(WorkerState.Stopped, scene.Runner.Status.State);
    }

    [Fact]
    public async Task An_unreachable_node_is_waited_for()
    {
        // Port 9 of the loopback interface: nothing listens there.
        await using var scene = await WorkerScene.StartAsync(One, network: network => network with { Endpoints = [new AlloraEndpoint("http://127.0.0.1:9")] });

        var status = await scene.ReachAsync(WorkerState.WaitingForNode);

        Assert.NotEmpty(status.Detail);
    }

    [Fact]
    public async Task An_unknown_topic_is_waited_for()
    {
        await using var scene = await WorkerScene.StartAsync(One, options => options.TopicId = 999);

        var status = await scene.ReachAsync(WorkerState.WaitingForTopic);

        Assert.Contains("999", status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wallet_off_the_white_list_waits()
    {
        var genesis = WorkerScene.Genesis();
        genesis = genesis with
        {
            Accounts = [new GenesisAccount { Whitelisted = false }],
            Topics = [genesis.Topics![0] with { WorkerWhitelist = [] }],
        };
        await using var scene = await WorkerScene.StartAsync(One, genesis: genesis);

        var status = await scene.ReachAsync(WorkerState.WaitingForPermission);

        Assert.Contains("white list", status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("hangs")]
    [InlineData("NaN")]
    public async Task A_provider_that_fails_for_the_whole_window_misses_it_and_pays_nothing(string how)
    {
        var provider = new FunctionProvider(async (_, token) => how switch
        {
            "throws" => throw new InvalidOperationException("the model is broken"),
            "hangs" => await Forever(token),
            _ => Prediction.Value(double.NaN),
        });
        await using var scene = await WorkerScene.StartAsync(provider);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        while (provider.Calls == 0)
            await Task.Delay(5, TestContext.Current.CancellationToken);

        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Window);
        var result = await scene.NextAsync();

        Assert.Equal((SubmissionStatus.Missed, SubmissionStage.Prediction, AlloraErrorReason.PredictionFailed), (result.Status, result.Stage, result.Reason));
        Assert.Contains(how switch { "throws" => "the model is broken", "hangs" => "not answered", _ => "finite" }, result.Message, StringComparison.Ordinal);
        Assert.Equal(0UL, (await scene.Client.GetAccountAsync(scene.Wallet.Address, TestContext.Current.CancellationToken))!.Sequence);
    }

    [Fact]
    public async Task A_provider_that_fails_once_is_asked_again()
    {
        var first = true;
        var provider = new FunctionProvider(context =>
        {
            if (!first)
                return Prediction.Value(context.Attempt);
            first = false;
            throw new InvalidOperationException("not yet");
        });
        await using var scene = await WorkerScene.StartAsync(provider);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var sent = await scene.NextAsync();

        Assert.Equal((SubmissionStatus.Broadcast, "1"), (sent.Status, sent.Value));
        Assert.Equal(SubmissionStatus.Included, (await scene.NextAsync(stepping: true)).Status);
    }

    [Fact]
    public void A_wrong_option_is_refused_at_once()
    {
        using var wallet = WorkerScene.FirstAccount();
        var client = new AlloraClient(AlloraNetwork.Local);

        var refused = Assert.Throws<ArgumentException>(() => new WorkerRunner(client, wallet, One, new WorkerOptions()));

        Assert.Contains("TopicId", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<Prediction> Forever(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return Prediction.Value(0);
    }
}
