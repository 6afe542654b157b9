using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Tests.Chain.Transport;
using Allora.Sdk.Tests.Sending;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Workers.Lies;

/// <summary>The first of two nodes lies about everything that a worker reads, other lies with each block: no window is missed.</summary>
[Collection(Allora.Sdk.Tests.Diagnostics.Alone.Name)]
public sealed class LyingNodeTests
{
    private const int Windows = 60;
    private const int Seed = 1;
    private const string Future = "9000000000000000000";

    // What a worker decides by. Each block has a few of them at once.
    private static readonly ToldLie[] All =
    [
        new("result.data.value.height", Future) { Protocol = FaultProtocol.WebSocket },
        new("result.data.value.height", "1000") { Protocol = FaultProtocol.WebSocket },
        new("result.data.value.height", "1") { Protocol = FaultProtocol.WebSocket },
        new("event:EventWorkerSubmissionWindowOpened/nonce_block_height", "\"1\"") { Protocol = FaultProtocol.WebSocket },
        new("event:EventWorkerSubmissionWindowOpened/window_end_block", "\"2\"") { Protocol = FaultProtocol.WebSocket },
        new("", "") { Protocol = FaultProtocol.WebSocket, Change = LieChange.Garbage },
        new("header:x-cosmos-block-height", Future),
        new("header:x-cosmos-block-height", "1000"),
        new("header:x-cosmos-block-height", "1"),
        new("is_open", "false") { Method = "GetWorkerSubmissionWindowStatus" },
        new("current_nonce_block_height", "3") { Method = "GetWorkerSubmissionWindowStatus" },
        new("window_end_block", Future) { Method = "GetWorkerSubmissionWindowStatus" },
        new("window_end_block", "1") { Method = "GetWorkerSubmissionWindowStatus" },
        new("error:2", "failed to execute message; message index: 0: unfulfilled nonce not found") { Method = "Simulate" },
        new("error:2", "account sequence mismatch, expected 9223372036854775000, got 1: incorrect account sequence") { Method = "Simulate" },
        new("gas_info.gas_used", "9223372036854775808") { Method = "Simulate" },
        new("info.sequence", "9223372036854775000") { Method = "AccountInfo" },
        new("info.sequence", "0") { Method = "AccountInfo" },
        new("error:5", "tx not found") { Method = "GetTx" },
        new("tx_response.height", Future) { Method = "GetTx" },
        new("tx_response.txhash", "00") { Method = "GetTx" },
        new("balance.amount", "0") { Method = "Balance" },
        new("balance.amount", "abc") { Method = "Balance" },
        new("price.amount", "abc") { Method = "GasPrice" },
        new("block.header.height", "1000"),
        new("default_node_info.network", "allora-testnet-9"),
        new("", "") { Protocol = FaultProtocol.Grpc, Change = LieChange.Garbage },
        new("", "") { Protocol = FaultProtocol.Grpc, Change = LieChange.Absent },
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 400_000)]
    public async Task No_window_of_720_blocks_is_missed()
    {
        using var wallet = WorkerScene.FirstAccount();
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.Quick, WorkerScene.Genesis(wallet.Address));
        var options = new WorkerOptions { TopicId = WorkerScene.Topic, PollInterval = TimeSpan.FromMilliseconds(200), DrainTimeout = TimeSpan.FromMilliseconds(100) };
        var runner = new WorkerRunner(nodes.Client, wallet.InMemory(), new FunctionProvider(_ => Prediction.Value(1m)), options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = runner.RunAsync(stop.Token);
        while (runner.Status.State != WorkerState.Ready)
            await Task.Delay(5, Ct);

        var random = new Random(Seed);
        var missed = new List<long>();
        for (var window = 0; window < Windows; window++)
        {
            var nonce = WorkerScene.FirstNonce + window * WorkerScene.Epoch;
            while (nodes.Chain.Height < nonce + WorkerScene.Epoch - 1)
            {
                nodes.First.Lies.Clear();
                foreach (var told in random.GetItems(All, 4))
                    nodes.First.Lies.Add(told.ToLie(once: false));
                await nodes.Chain.StepAsync(1, Ct);
                // Outside of a window nothing needs time.
                await Task.Delay(nodes.Chain.Height < nonce ? 20 : 120, Ct);
            }

            // What the chain holds counts, and not what the worker says.
            if (nodes.Chain.Submissions(WorkerScene.Topic, nonce).Count == 0)
                missed.Add(nonce);
            Assert.False(running.IsCompleted, $"the worker ended: {runner.Status}");
        }

        Assert.True(missed.Count == 0, $"missed {string.Join(", ", missed)}");
        Assert.Equal(Windows, nodes.Chain.Transactions().Count(transaction => transaction.Code == 0));
        await stop.CancelAsync();
        await running;
    }
}
