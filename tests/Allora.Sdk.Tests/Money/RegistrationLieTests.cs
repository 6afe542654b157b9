using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

#pragma warning disable xUnit1069 // The scene uses the token of the time limit.

namespace Allora.Sdk.Tests.Money;

/// <summary>A node that denies a registration, always or now and then, over a minute of the chain's time.</summary>
public class RegistrationLieTests
{
    private const int Blocks = 60;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData("false", "false")]
    [InlineData("false", "true")]
    public async Task It_is_paid_for_a_handful_of_times_across_workers_and_restarts(string first, string second)
    {
        var (time, journal) = (new ShiftedTime(), new MemoryJournal());
        var denial = new Lie { Method = "GetWorkerSubmissionWindowStatus", Path = "is_registered", Values = [first, second] };
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)), genesis: WorkerScene.Genesis(), time: time, walletOptions: new WalletOptions { Journal = journal }, run: false,
            configureDevNet: options => options with { Lies = [denial] });
        // Without predictions every simulation is of a registration.
        var attempts = scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.Latency, Method = "Simulate" });
        // Five runs one after the other, of twelve blocks each.
        for (var run = 0; run < 5; run++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var running = Task.WhenAll(Runner(scene).RunAsync(stop.Token), Runner(scene).RunAsync(stop.Token));
            for (var block = 0; block < Blocks / 5; block++)
            {
                time.Shift(TimeSpan.FromSeconds(1));
                await scene.DevNet.StepAsync(1, Ct);
                await Task.Delay(100, Ct);
            }

            await stop.CancelAsync();
            await running;
        }

        var registrations = scene.DevNet.Transactions().Count(static tx =>
            TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(tx.Bytes.Span).BodyBytes).Messages[0].TypeUrl.EndsWith(".RegisterRequest", StringComparison.Ordinal));
        Assert.InRange(registrations, 1, 5);
        var sent = journal.RecordsOf(new JournalKey { ChainId = scene.Client.Network.ChainId, Wallet = scene.Wallet.Address }).Count(static record => record is { Kind: JournalRecordKind.Prepared, Purpose: { } purpose } && purpose.Contains("register", StringComparison.Ordinal));
        Assert.InRange(sent, 1, 5);
        // Those that a simulation refuses cost nothing; each of the ten workers may try one.
        Assert.InRange(attempts.Hits, 1, 15);
        Assert.True(denial.Hits > 10, $"the node lied only {denial.Hits} times");
        new SpendingInvariant(scene.Client.Network) { OtherSpending = UAllo.FromAllo("1000") }.Assert(scene.DevNet, scene.Wallet);
    }

    private static WorkerRunner Runner(WorkerScene scene) => new(
        scene.Client, scene.Wallet, new FunctionProvider(_ => throw new InvalidOperationException("no prediction")),
        new WorkerOptions { TopicId = WorkerScene.Topic, PollInterval = TimeSpan.FromMilliseconds(200), WarmInterval = TimeSpan.FromMilliseconds(100), DrainTimeout = TimeSpan.Zero });
}
