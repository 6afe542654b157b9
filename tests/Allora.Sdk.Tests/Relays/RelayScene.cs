using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Sending;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Relays;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.Tests.Relays;

/// <summary>Workers without coins, and the wallets that send for them, on a DevNet whose blocks come when a test asks.</summary>
internal sealed class RelayScene : IAsyncDisposable
{
    public const ulong Topic = 67;
    public const long FirstNonce = 8;
    private const int FirstWorker = 100;
    private const int FirstSender = 10;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly AlloraClient _client;
    private readonly List<AlloraWallet> _wallets;
    private readonly List<(WorkerRunner Runner, Task Running, Task<List<SubmissionResult>> Results)> _workers = [];
    private readonly CancellationTokenSource _stop = new();

    private RelayScene(AlloraDevNet chain, MemoryJournal journal, int workers, PayloadSenders senders)
    {
        (Chain, Journal, Senders, _client) = (chain, journal, senders, new AlloraClient(chain.Network));
        _wallets = [.. Enumerable.Range(0, workers).Select(index => WorkerOf(index).With(journal))];
    }

    public AlloraDevNet Chain { get; }

    public MemoryJournal Journal { get; }

    public PayloadSenders Senders { get; }

    public FunctionProvider Provider { get; } = new(static _ => Prediction.Value(0.25m));

    public IReadOnlyList<AlloraWallet> Wallets => _wallets;

    public static Task<AlloraDevNet> ChainAsync(int workers, DevNetSchema schema = DevNetSchema.V10, params IReadOnlyList<UAllo> senders) => AlloraDevNet.StartAsync(
        new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with
            {
                Schema = schema,
                Accounts = [new GenesisAccount { Name = "bank" }, .. senders.Select(static (coins, index) => new GenesisAccount { Index = FirstSender + index, Uallo = coins, Whitelisted = false })],
                Topics = [new GenesisTopic { Id = Topic, EpochLength = 60, WorkerSubmissionWindow = 50, GroundTruthLag = 60, FirstWindow = FirstNonce, Workers = [.. Enumerable.Range(0, workers).Select(static index => WorkerOf(index).Address)] }],
            },
        },
        TestContext.Current.CancellationToken);

    public static AlloraWallet SenderOf(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(FirstSender + index));

    /// <summary>Starts the workers with their senders.</summary>
    public static RelayScene Start(AlloraDevNet chain, int workers, int senders, MemoryJournal? journal = null, TimeSpan? gather = null)
    {
        var store = journal ?? new MemoryJournal();
        var scene = new RelayScene(
            chain,
            store,
            workers,
            new PayloadSenders([.. Enumerable.Range(0, senders).Select(index => SenderOf(index).With(store))]) { GatherTime = gather ?? TimeSpan.FromMilliseconds(20) });
        foreach (var wallet in scene._wallets)
        {
            var runner = WorkerRunner.ForInferer(scene._client, wallet, scene.Provider, new WorkerOptions
            {
                TopicId = Topic,
                SubmittedBy = scene.Senders,
                PollInterval = TimeSpan.FromSeconds(1),
                DrainTimeout = TimeSpan.Zero,
            });
            scene._workers.Add((runner, runner.RunAsync(scene._stop.Token), ResultsAsync(runner)));
        }

        return scene;
    }

    public async Task ReachAsync(WorkerState state)
    {
        foreach (var (runner, running, _) in _workers)
        {
            while (runner.Status.State != state)
            {
                if (running.IsCompleted)
                    await running;
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Makes blocks until a condition holds.</summary>
    public async Task StepUntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Chain.StepAsync(1, TestContext.Current.CancellationToken);
            await Task.Delay(Pace, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Has a payload with a wrong signature sent, of a worker that does not run; returns its answer.</summary>
    public async Task<RelayAnswer> SubmitBadAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        using var wallet = WorkerOf(_wallets.Count);
        var payload = new WorkerPayload { Worker = wallet.Address, TopicId = Topic, Nonce = FirstNonce, Labels = [KeyValuePair.Create(WorkerPayload.SingleLabel, ChainDecimal.Parse("0.25"))] };
        var encoding = (await _client.Schemas.GetAsync(ct)).Payloads;
        var message = encoding.InsertWorkerPayload(payload, encoding.Bundle(payload), Enumerable.Repeat((byte)1, 64).ToArray(), Convert.ToHexStringLower(wallet.PublicKey.Span));
        var request = new SendRequest
        {
            Purpose = "payload",
            TopicId = Topic,
            Nonce = FirstNonce,
            Messages = _ => throw new InvalidOperationException(),
            TimeoutHeight = (ulong)FirstNonce + 50,
            NeededHeight = FirstNonce,
            Fees = new FeeOptions(),
            Clock = new StageClock(TimeProvider.System, TimeProvider.System.GetTimestamp()),
        };
        await using var lease = await RelayRegistry.Of(_client).LeaseAsync(Senders, TimeSpan.FromSeconds(10), NullLogger.Instance, ct);
        return await lease.Relay.SubmitAsync(new RelayedPayload(message, request, isAlone: false), ct);
    }

    public async Task StepToAsync(long height)
    {
        while (Chain.Height < height)
            await Chain.StepAsync(1, TestContext.Current.CancellationToken);
    }

    public int Submitted => Chain.Submissions(Topic, FirstNonce).Count;

    public IReadOnlyList<JournalRecord> RecordsOf(AlloraWallet wallet) => Journal.RecordsOf(new JournalKey { ChainId = Chain.ChainId, Wallet = wallet.Address });

    /// <summary>Stops all workers, and returns their results.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<SubmissionResult>>> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers.Select(static worker => worker.Running));
        return await Task.WhenAll(_workers.Select(static worker => worker.Results));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _client.DisposeAsync();
        foreach (var wallet in _wallets.Concat(Senders.Wallets))
            wallet.Dispose();
        _stop.Dispose();
    }

    private static AlloraWallet WorkerOf(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(FirstWorker + index));

    private static async Task<List<SubmissionResult>> ResultsAsync(WorkerRunner runner)
    {
        var results = new List<SubmissionResult>();
        await foreach (var result in runner.ResultsAsync(CancellationToken.None))
            results.Add(result);
        return results;
    }
}
