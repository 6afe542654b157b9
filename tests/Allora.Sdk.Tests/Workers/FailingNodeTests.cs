using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Chain.Transport;
using Allora.Sdk.Tests.Sending;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Workers;

/// <summary>A worker that knows two nodes loses no window while one of them fails.</summary>
public sealed class FailingNodeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 90_000)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.ResourceExhausted)]
    [InlineData(FaultKind.DeadlineExceeded)]
    [InlineData(FaultKind.Garbage)]
    [InlineData(FaultKind.Truncated)]
    [InlineData(FaultKind.HalfOpen)]
    [InlineData(FaultKind.Latency)]
    public async Task Every_window_is_answered_while_one_node_fails(FaultKind kind)
    {
        await using var worker = await TwoNodeWorker.StartAsync();
        var fault = worker.Nodes.First.Faults.Add(new Fault { Kind = kind, Protocol = FaultProtocol.Grpc, Delay = TimeSpan.FromSeconds(30) });

        for (var window = 0; window < 2; window++)
            await worker.AnswerAsync(WorkerScene.FirstNonce + window * WorkerScene.Epoch);

        Assert.NotEqual(0, fault.Hits);
    }

    [Fact(Timeout = 90_000)]
    public async Task Every_window_is_answered_while_one_node_is_stopped_and_after_it_came_back()
    {
        await using var worker = await TwoNodeWorker.StartAsync();
        await worker.Nodes.First.StopAsync();
        await worker.ConnectedAsync(1);
        await worker.AnswerAsync(WorkerScene.FirstNonce);

        await worker.Nodes.First.StartAsync(Ct);
        await worker.Nodes.Health.UntilAsync(0, resting: false);
        await worker.Nodes.Chain.Nodes[1].StopAsync();
        await worker.ConnectedAsync(2);
        await worker.AnswerAsync(WorkerScene.FirstNonce + WorkerScene.Epoch);
    }

    [Fact(Timeout = 90_000)]
    public async Task An_upgrade_while_a_window_is_open_ends_in_a_submission_under_the_new_schema()
    {
        var genesis = WorkerScene.Genesis(WorkerScene.FirstAccount().Address) with
        {
            Schema = DevNetSchema.V9,
            UpgradeAtHeight = WorkerScene.FirstNonce + 2,
        };
        using var upgraded = new SemaphoreSlim(0);
        await using var worker = await TwoNodeWorker.StartAsync(genesis, async _ =>
        {
            await upgraded.WaitAsync(Ct);
            return Prediction.Value(0.5m);
        });
        Assert.Equal("v9", (await worker.Nodes.Client.Schemas.GetAsync(Ct)).Name);
        while (worker.Nodes.Chain.Height < WorkerScene.FirstNonce + 2)
            await worker.Nodes.Chain.StepAsync(1, Ct);
        Assert.Equal(DevNetSchema.V10, worker.Nodes.Chain.Schema);
        upgraded.Release();

        await worker.AnswerAsync(WorkerScene.FirstNonce);

        Assert.Equal("v10", (await worker.Nodes.Client.Schemas.GetAsync(Ct)).Name);
        Assert.True(await worker.Nodes.Client.HasSubmittedAsync(WorkerScene.Topic, WorkerScene.FirstAccount().Address, WorkerScene.FirstNonce, Ct));
    }

    private sealed class TwoNodeWorker : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly AlloraWallet _wallet = WorkerScene.FirstAccount().InMemory();
        private readonly WorkerRunner _runner;
        private readonly Task _running;
        private readonly IAsyncEnumerator<SubmissionResult> _results;
        private readonly Events.LossCounter _listener;

        private TwoNodeWorker(TwoNodes nodes, Func<PredictionContext, Task<Prediction>> predict)
        {
            Nodes = nodes;
            var options = new WorkerOptions
            {
                TopicId = WorkerScene.Topic,
                PollInterval = TimeSpan.FromMilliseconds(500),
                WarmInterval = TimeSpan.FromMilliseconds(200),
            };
            _listener = new Events.LossCounter(nodes.Client.Blocks);
            _runner = new WorkerRunner(nodes.Client, _wallet, new AsyncProvider(predict), options);
            _results = _runner.ResultsAsync(Ct).GetAsyncEnumerator(Ct);
            _running = _runner.RunAsync(_stop.Token);
        }

        public TwoNodes Nodes { get; }

        public static async Task<TwoNodeWorker> StartAsync(DevNetGenesis? genesis = null, Func<PredictionContext, Task<Prediction>>? predict = null)
        {
            var nodes = await TwoNodes.StartAsync(null, genesis ?? WorkerScene.Genesis(WorkerScene.FirstAccount().Address));
            var worker = new TwoNodeWorker(nodes, predict ?? (_ => Task.FromResult(Prediction.Value(1m))));
            while (worker._runner.Status.State != WorkerState.Ready || !nodes.Client.Blocks.IsConnected)
                await Task.Delay(5, Ct);
            return worker;
        }

        /// <summary>Waits until the stream has lost its node and found another as often as this.</summary>
        public async Task ConnectedAsync(int losses)
        {
            while (_listener.Losses < losses || !Nodes.Client.Blocks.IsConnected)
                await Task.Delay(5, Ct);
        }

        /// <summary>Opens this window and waits for its transaction, blocks standing still; then makes blocks until it is included.</summary>
        public async Task AnswerAsync(long nonce)
        {
            while (Nodes.Chain.Height < nonce)
                await Nodes.Chain.StepAsync(1, Ct);
            var result = await NextAsync();
            Assert.Equal((nonce, SubmissionStatus.Broadcast), (result.Nonce, result.Status));
            var next = NextAsync();
            while (!next.IsCompleted)
            {
                await Nodes.Chain.StepAsync(1, Ct);
                await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(400), Ct, next);
            }

            result = await next;
            Assert.True(result.Status == SubmissionStatus.Included, $"{result.Status}: {result.Message}");
            Assert.Equal(nonce, result.Nonce);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            await _listener.DisposeAsync();
            await Nodes.DisposeAsync();
            _wallet.Dispose();
            _stop.Dispose();
        }

        private async Task<SubmissionResult> NextAsync()
        {
            Assert.True(await _results.MoveNextAsync());
            return _results.Current;
        }

        private sealed class AsyncProvider(Func<PredictionContext, Task<Prediction>> predict) : IPredictionProvider
        {
            public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => await predict(context);
        }
    }
}
