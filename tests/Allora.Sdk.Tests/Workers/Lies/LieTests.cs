using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;

#pragma warning disable xUnit1069 // The scene has a time limit of its own.
namespace Allora.Sdk.Tests.Workers.Lies;

/// <summary>
/// A worker's only node lies once, or for two windows, and is honest afterwards: the next window is answered. In every case below a worker used to be
/// blind, or to stop, until it was restarted.
/// </summary>
public sealed class LieTests
{
    private const string Future = "9000000000000000000";

    public static TheoryData<ToldLie> Heights =>
    [
        new ToldLie("result.data.value.height", Future) { Protocol = FaultProtocol.WebSocket, Method = "NewBlockEvents" },
        new ToldLie("result.data.value.height", "1000") { Protocol = FaultProtocol.WebSocket, Method = "NewBlockEvents" },
        new ToldLie("result.data.value.header.height", Future) { Protocol = FaultProtocol.WebSocket, Method = "NewBlockHeader" },
        new ToldLie("result.data.value.header.time", "9999-12-31T23:59:59Z") { Protocol = FaultProtocol.WebSocket, Method = "NewBlockHeader" },
        new ToldLie("header:x-cosmos-block-height", Future),
        new ToldLie("header:x-cosmos-block-height", "1000"),
        new ToldLie("header:x-cosmos-block-height", "1"),
    ];

    public static TheoryData<ToldLie> Windows =>
    [
        new ToldLie("event:EventWorkerSubmissionWindowOpened/nonce_block_height", "\"1\"") { Protocol = FaultProtocol.WebSocket },
        new ToldLie("event:EventWorkerSubmissionWindowOpened/nonce_block_height", $"\"{Future}\"") { Protocol = FaultProtocol.WebSocket },
        new ToldLie("event:EventWorkerSubmissionWindowOpened/window_end_block", $"\"{Future}\"") { Protocol = FaultProtocol.WebSocket },
        new ToldLie("event:EventWorkerSubmissionWindowOpened/window_end_block", "\"1\"") { Protocol = FaultProtocol.WebSocket },
        new ToldLie("current_nonce_block_height", Future) { Method = "GetWorkerSubmissionWindowStatus" },
        new ToldLie("window_end_block", Future) { Method = "GetWorkerSubmissionWindowStatus" },
        new ToldLie("window_end_block", "-9000000000000000000") { Method = "GetWorkerSubmissionWindowStatus" },
        new ToldLie("next_window_start_block", Future) { Method = "GetWorkerSubmissionWindowStatus" },
    ];

    public static TheoryData<ToldLie> EndlessWindows =>
    [
        new ToldLie("event:EventWorkerSubmissionWindowOpened/window_end_block", $"\"{Future}\"") { Protocol = FaultProtocol.WebSocket },
        new ToldLie("window_end_block", Future) { Method = "GetWorkerSubmissionWindowStatus" },
    ];

    public static TheoryData<ToldLie> Sequences =>
    [
        new ToldLie("error:2", "account sequence mismatch, expected 9223372036854775000, got 1: incorrect account sequence") { Method = "Simulate" },
        new ToldLie("error:2", "account sequence mismatch, expected 18446744073709551615, got 1: incorrect account sequence") { Method = "Simulate" },
        new ToldLie("info.sequence", "9223372036854775000") { Method = "AccountInfo" },
        new ToldLie("info.sequence", "18446744073709551615") { Method = "AccountInfo" },
        new ToldLie("info.account_number", "9223372036854775000") { Method = "AccountInfo" },
    ];

    public static TheoryData<ToldLie> OddAnswers =>
    [
        new ToldLie("gas_info.gas_used", "9223372036854775808") { Method = "Simulate" },
        new ToldLie("tx_response.gas_used", "-9223372036854775808") { Method = "GetTx" },
        new ToldLie("tx_response.height", Future) { Method = "GetTx" },
        new ToldLie("tx_response.txhash", "00") { Method = "GetTx" },
        new ToldLie("price.amount", "abc") { Method = "GasPrice" },
        new ToldLie("balance.amount", "abc") { Method = "Balance" },
        new ToldLie("balance.amount", "0") { Method = "Balance" },
        new ToldLie("", "") { Protocol = FaultProtocol.Grpc, Change = LieChange.Garbage },
        new ToldLie("", "") { Protocol = FaultProtocol.Grpc, Change = LieChange.Absent },
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Heights))]
    [MemberData(nameof(Windows))]
    [MemberData(nameof(Sequences))]
    [MemberData(nameof(OddAnswers))]
    public Task The_next_window_is_answered_after_it_was_told_once(ToldLie told) => AnswersAfterAsync(told, windows: 0);

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Heights))]
    [MemberData(nameof(Windows))]
    [MemberData(nameof(Sequences))]
    [MemberData(nameof(OddAnswers))]
    public Task The_next_window_is_answered_after_it_was_told_for_two_windows(ToldLie told) => AnswersAfterAsync(told, windows: 2);

    // More of them than a worker answers at once.
    [Theory(Timeout = 120_000)]
    [MemberData(nameof(EndlessWindows))]
    public Task Windows_that_never_end_keep_nothing_from_its_turn(ToldLie told) => AnswersAfterAsync(told, windows: 6);

    private static async Task AnswersAfterAsync(ToldLie told, int windows)
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)));
        await scene.ReachAsync(WorkerState.Ready);
        // The first window is answered without lies: a worker that has just started knows least.
        Assert.Equal(SubmissionStatus.Included, (await TerminalAsync(scene, WorkerScene.FirstNonce)).Status);

        var lie = scene.DevNet.Lies.Add(told.ToLie(once: windows == 0));
        var truth = WorkerScene.FirstNonce + (1 + Math.Max(windows, 2)) * WorkerScene.Epoch;
        // The last lie is told in the block before the window.
        while (scene.DevNet.Height < truth - 1)
        {
            await scene.DevNet.StepAsync(1, Ct);
            await Task.Delay(60, Ct);
        }

        Assert.True(lie.Failure is null, lie.Failure);
        Assert.NotEqual(0, lie.Hits);
        scene.DevNet.Lies.Clear();
        var result = await TerminalAsync(scene, truth);

        Assert.True(result.Status == SubmissionStatus.Included, $"{result.Status}: {result.Message}; {scene.Runner.Status}; told {lie.Hits} times");
        Assert.False(scene.Running.IsCompleted);
    }

    private static async Task<SubmissionResult> TerminalAsync(WorkerScene scene, long nonce)
    {
        while (true)
        {
            var result = await scene.NextAsync(stepping: true);
            if (result.Nonce == nonce && result.IsTerminal)
                return result;
            Assert.True(scene.DevNet.Height <= nonce + WorkerScene.Epoch, $"no result of nonce {nonce}: {scene.Runner.Status}");
        }
    }
}
