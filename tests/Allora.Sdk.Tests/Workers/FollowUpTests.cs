using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Workers;

/// <summary>The life of a submission after its inclusion: active or passive, scored, rewarded; by events, by asking, and over a restart.</summary>
public sealed class FollowUpTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("followed-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Delete(recursive: true);

    [Theory]
    [InlineData(DevNetSchema.V9)]
    [InlineData(DevNetSchema.V10)]
    public async Task A_submission_is_told_active_then_scored_then_rewarded(DevNetSchema schema)
    {
        await using var life = await Life.StartAsync(_state, genesis => genesis with { Schema = schema });
        List<SubmissionFollowUp> told = [];
        while (told is not [.., { IsFinal: true }])
        {
            // The next window's submission is told of meanwhile.
            if (await life.NextAsync() is { Nonce: WorkerScene.FirstNonce } one)
                told.Add(one);
        }

        Assert.Equal([FollowUpStage.Active, FollowUpStage.Scored, FollowUpStage.Rewarded], told.Select(one => one.Stage));
        Assert.All(told, one => Assert.Equal((WorkerScene.FirstNonce, SubmissionActor.Inferer, "0.5", true), (one.Nonce, one.Actor, one.Value, one.IsActive)));
        Assert.Equal(WorkerScene.FirstNonce + WorkerScene.Window, told[0].Height);
        Assert.NotNull(told[1].Score);
        Assert.True(told[2].Reward > ChainDecimal.Zero, $"the reward is {told[2].Reward}");
        Assert.Equal(told[1].Score, told[2].Score);
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_journal_ends()
    {
        await using var life = await Life.StartAsync(_state);
        Assert.Equal(FollowUpStage.Active, (await life.NextAsync()).Stage);
        await life.RestartAsync();
        SubmissionFollowUp told;
        do
            told = await life.NextAsync();
        while (told.Nonce != WorkerScene.FirstNonce || !told.IsFinal);

        Assert.Equal((FollowUpStage.Rewarded, true, "0.5"), (told.Stage, told.IsActive, told.Value));
        await life.RestartAsync();
        do
            told = await life.NextAsync();
        while (!told.IsFinal);
        Assert.NotEqual(WorkerScene.FirstNonce, told.Nonce);
    }

    [Fact]
    public async Task Scores_that_no_event_told_are_asked_for()
    {
        await using var life = await Life.StartAsync(_state);
        Assert.Equal(FollowUpStage.Active, (await life.NextAsync()).Stage);
        var silence = life.DevNet.Faults.Add(new Fault { Kind = FaultKind.DropFrame, Protocol = FaultProtocol.WebSocket, Method = "NewBlockEvents" });
        // The losses are in with the third window; the reputer, who has no events either, finds its window by asking.
        await life.StepUntilAsync(async () => (await life.Client.GetScoresAsync(SubmissionActor.Inferer, WorkerScene.Topic, WorkerScene.FirstNonce, Ct)).Count > 0);
        life.DevNet.Faults.Remove(silence);
        SubmissionFollowUp told;
        do
            told = await life.NextAsync();
        while (told.Nonce != WorkerScene.FirstNonce);

        Assert.Equal((FollowUpStage.Scored, true), (told.Stage, told.IsActive));
        Assert.NotNull(told.Score);
    }

    // A host used to end with exit code 0, since an exception of a follow-up ended the worker.
    [Theory]
    [InlineData("event:EventScoresSet/scores", "[\"abc\"]", false)]
    [InlineData("event:EventEMAScoresSet/scores", "[\"abc\"]", false)]
    [InlineData("event:EventRewardsSettled/rewards", "[\"abc\"]", false)]
    [InlineData("scores.scores.score", "abc", true)]
    public async Task A_score_that_is_no_number_stops_nothing(string path, string value, bool isQueried)
    {
        await using var life = await Life.StartAsync(_state);
        Assert.Equal(FollowUpStage.Active, (await life.NextAsync()).Stage);
        var lie = life.DevNet.Lies.Add(new Lie { Path = path, Value = value, Protocol = isQueried ? null : FaultProtocol.WebSocket });
        if (isQueried)
            life.DevNet.Faults.Add(new Fault { Kind = FaultKind.DropFrame, Protocol = FaultProtocol.WebSocket, Method = "NewBlockEvents" });
        await life.StepUntilAsync(() => Task.FromResult(lie.Hits > 0 && life.DevNet.Height > WorkerScene.FirstNonce + 4 * WorkerScene.Epoch));
        life.DevNet.Lies.Clear();
        life.DevNet.Faults.Clear();
        var truth = life.DevNet.Height + WorkerScene.Epoch;

        SubmissionFollowUp told;
        do
            told = await life.NextAsync();
        while (told.Nonce < truth || told.Stage != FollowUpStage.Scored);

        Assert.NotNull(told.Score);
    }

    [Fact]
    public async Task Who_is_not_among_the_best_is_told_passive()
    {
        await using var life = await Life.StartAsync(
            _state, genesis => genesis with { Parameters = new Dictionary<string, string> { ["max_top_inferers_to_reward"] = "1" } }, rivals: 3);
        var stages = new Dictionary<FollowUpStage, int>();
        foreach (var runner in life.Workers)
        {
            var told = await life.NextAsync(runner);
            Assert.Equal(WorkerScene.FirstNonce, told.Nonce);
            stages[told.Stage] = stages.GetValueOrDefault(told.Stage) + 1;
        }

        Assert.Equal(1, stages[FollowUpStage.Active]);
        Assert.Equal(3, stages[FollowUpStage.Passive]);
    }

    [Fact]
    public async Task Without_losses_it_ends_when_the_reputers_window_has_closed()
    {
        await using var life = await Life.StartAsync(_state, reputes: false);
        Assert.Equal(FollowUpStage.Active, (await life.NextAsync()).Stage);
        SubmissionFollowUp told;
        do
            told = await life.NextAsync();
        while (told.Nonce != WorkerScene.FirstNonce);

        Assert.Equal(FollowUpStage.Ended, told.Stage);
        Assert.Contains("without losses", told.Message, StringComparison.Ordinal);
    }

    /// <summary>Workers and a reputer on a DevNet whose blocks are made while something is waited for.</summary>
    private sealed class Life : IAsyncDisposable
    {
        private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        private readonly List<AlloraWallet> _wallets;
        private readonly DirectoryInfo _state;
        private readonly Dictionary<WorkerRunner, IAsyncEnumerator<SubmissionFollowUp>> _followUps = [];
        private readonly List<Task> _running = [];
        private CancellationTokenSource _stop = new();

        private Life(DevNet.AlloraDevNet devnet, List<AlloraWallet> wallets, DirectoryInfo state)
        {
            (DevNet, Client, _wallets, _state) = (devnet, new AlloraClient(devnet.Network), wallets, state);
            _limit.CancelAfter(TimeSpan.FromSeconds(120));
        }

        public DevNet.AlloraDevNet DevNet { get; }

        public AlloraClient Client { get; }

        public List<WorkerRunner> Workers { get; } = [];

        public static async Task<Life> StartAsync(DirectoryInfo state, Func<DevNetGenesis, DevNetGenesis>? change = null, int rivals = 0, bool reputes = true)
        {
            // The first account created the topic and has the stake of its reputer.
            List<AlloraWallet> wallets = [.. Enumerable.Range(0, rivals + 2).Select(index => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index)))];
            var genesis = WorkerScene.Genesis([.. wallets.Skip(1).Select(wallet => wallet.Address)]);
            var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = change?.Invoke(genesis) ?? genesis }, Ct);
            var life = new Life(devnet, wallets, state);
            life.Run(reputes);
            await life.ReadyAsync();
            return life;
        }

        /// <summary>All of them are stopped and started again, with the journals that they left.</summary>
        public async Task RestartAsync()
        {
            await StopAsync();
            _stop = new CancellationTokenSource();
            Run(reputes: true);
            await ReadyAsync();
        }

        public async Task<SubmissionFollowUp> NextAsync(WorkerRunner? runner = null)
        {
            var followUps = _followUps[runner ?? Workers[0]];
            var next = followUps.MoveNextAsync().AsTask();
            await StepUntilAsync(() => Task.FromResult(next.IsCompleted));
            Assert.True(await next, "the worker ended");
            return followUps.Current;
        }

        public async Task StepUntilAsync(Func<Task<bool>> condition)
        {
            while (!await condition())
            {
                await DevNet.StepAsync(1, _limit.Token);
                for (var wait = 0; wait < 10 && !await condition(); wait++)
                    await Task.Delay(10, _limit.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            await Client.DisposeAsync();
            await DevNet.DisposeAsync();
            foreach (var wallet in _wallets)
                wallet.Dispose();
            _stop.Dispose();
            _limit.Dispose();
        }

        private void Run(bool reputes)
        {
            foreach (var wallet in _wallets.Skip(1))
                Workers.Add(new WorkerRunner(Client, InFolder(wallet), new FunctionProvider(_ => Prediction.Value(0.5m)), Options()));
            foreach (var worker in Workers)
                _followUps.Add(worker, worker.FollowUpsAsync(_limit.Token).GetAsyncEnumerator(_limit.Token));
            _running.AddRange(Workers.Select(worker => worker.RunAsync(_stop.Token)));
            if (reputes)
                _running.Add(WorkerRunner.ForReputer(Client, InFolder(_wallets[0]), new FunctionTruth(_ => GroundTruth.Value(0.25)), Options()).RunAsync(_stop.Token));
        }

        private AlloraWallet InFolder(AlloraWallet wallet) => wallet.With(new WalletOptions { StateFolder = _state.FullName });

        private WorkerOptions Options() => new() { TopicId = WorkerScene.Topic, PollInterval = TimeSpan.FromMilliseconds(500) };

        private async Task ReadyAsync()
        {
            while (Workers.Exists(worker => worker.Status.State != WorkerState.Ready))
                await Task.Delay(10, _limit.Token);
        }

        private async Task StopAsync()
        {
            await _stop.CancelAsync();
            await StepUntilAsync(() => Task.FromResult(_running.TrueForAll(running => running.IsCompleted)));
            await Task.WhenAll(_running);
            _running.Clear();
            _followUps.Clear();
            Workers.Clear();
        }
    }
}
