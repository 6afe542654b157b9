using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;

namespace Allora.Chaos.Lies;

/// <summary>A DevNet of one node and a worker in this process. A window opens every twelve blocks, for eight.</summary>
internal sealed class LieStand : IAsyncDisposable
{
    public const ulong Topic = 67;
    public const long Epoch = 12;
    public const long Window = 8;

    private const int WindowsToStart = 5;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly UAllo MaximumFee = UAllo.FromAllo("0.05");

    private readonly string _state = Directory.CreateTempSubdirectory("allora-lies-").FullName;
    private readonly LieFace _face;
    private readonly LieTempo _tempo;
    private readonly LieLedger _ledger;
    private readonly BrokenPart _broken;
    private int _starts;
    private bool _isBroken;
    private CancellationTokenSource _stop = new();
    private AlloraClient _client;
    private AlloraWallet _wallet;
    private WorkerRunner _runner;
    private Task _running;

    private LieStand(AlloraDevNet devnet, LieFace face, LieTempo tempo, BrokenPart broken)
    {
        (DevNet, _face, _tempo, _broken) = (devnet, face, tempo, broken);
        _ledger = new LieLedger(devnet);
        (_client, _wallet, _runner, _running) = Start();
    }

    public AlloraDevNet DevNet { get; }

    public static async Task<LieStand> StartAsync(LieFace face, LieTempo tempo, CancellationToken cancellationToken, BrokenPart broken = BrokenPart.None)
    {
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        var devnet = await AlloraDevNet.StartAsync(
            new DevNetOptions
            {
                StepByHand = true,
                Genesis = DevNetGenesis.Default with
                {
                    Schema = face == LieFace.GrpcV9 ? DevNetSchema.V9 : DevNetSchema.V10,
                    Topics = [new GenesisTopic { Id = Topic, EpochLength = Epoch, WorkerSubmissionWindow = Window, GroundTruthLag = Epoch, FirstWindow = 6, Workers = [wallet.Address] }],
                },
            },
            cancellationToken);
        var stand = new LieStand(devnet, face, tempo, broken);
        for (var since = TimeProvider.System.GetTimestamp(); stand._runner.Status.State != WorkerState.Ready && TimeProvider.System.GetElapsedTime(since) < StartLimit;)
            await Task.Delay(5, cancellationToken);
        // An honest window shows that the stand works; the first ones may pass while code is compiled.
        for (var window = 1; !await stand.AnswerNextAsync(cancellationToken); window++)
        {
            if (window == WindowsToStart)
                throw new InvalidOperationException($"the worker did not answer an honest node: {stand._runner.GetHealth().Detail}");
        }

        return stand;
    }

    /// <summary>Tells the lies of a case for one window, or for more, and returns what came of it and how many answers were changed.</summary>
    public async Task<(LieFacts Facts, int Served)> TellAsync(LieCase told, int windows, CancellationToken cancellationToken)
    {
        _ledger.Take();
        var balance = DevNet.Balance(_wallet.Address);
        var missed = 0;
        if (told.NeedsStart)
            await StopAsync();
        await StepToAsync(NextNonce() - 1, cancellationToken);
        var lies = told.Make();
        foreach (var lie in lies)
            DevNet.Lies.Add(lie);
        await BreakAsync();
        for (var i = 0; i < windows; i++)
        {
            await StepToAsync(NextNonce(), cancellationToken);
            if (told.NeedsStart && i == 0)
                (_client, _wallet, _runner, _running) = Start();
            missed = await PassWindowAsync(_tempo.Block, cancellationToken) ? 0 : missed + 1;
        }

        DevNet.Lies.Clear();
        await Task.Delay(_tempo.D, TimeProvider.System, cancellationToken);
        var answered = await AnswerNextAsync(cancellationToken);
        var health = _runner.GetHealth();
        var (paid, bundles) = _ledger.Take();
        return (new LieFacts
        {
            Paid = paid,
            Bundles = bundles,
            Spent = (long)(balance.Value - DevNet.Balance(_wallet.Address).Value),
            MaximumFee = (long)MaximumFee.Value,
            NextAnswered = answered,
            Ended = !_running.IsCompleted ? null : _running.Exception?.GetBaseException().Message ?? "the worker's run ended",
            EpochsMissed = answered ? 0 : missed + 1,
            IsGreen = health is { IsReady: true, IsOverdue: false },
        }, lies.Sum(static lie => lie.Hits));
    }

    /// <summary>Passes a window while lies that change nothing count what is served; the methods of an empty path are listed too.</summary>
    public async Task<IReadOnlyList<Lie>> CountAsync(IReadOnlyList<LieField> fields, bool atStart, CancellationToken cancellationToken)
    {
        LieTold[] kept = [.. fields.Select(static field => new LieTold(field, LieChange.Keep, ""))];
        if (atStart)
            await StopAsync();
        await StepToAsync(NextNonce() - 1, cancellationToken);
        Lie[] lies = [.. kept.Select(told => DevNet.Lies.Add(told.Make()))];
        await StepToAsync(NextNonce(), cancellationToken);
        if (atStart)
            (_client, _wallet, _runner, _running) = Start();
        await PassWindowAsync(_tempo.Answer, cancellationToken);
        DevNet.Lies.Clear();
        return lies;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ledger.Dispose();
        await DevNet.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    /// <summary>Passes one window without lies; false if the chain holds no answer of the worker at its end.</summary>
    private async Task<bool> AnswerNextAsync(CancellationToken cancellationToken)
    {
        await StepToAsync(NextNonce(), cancellationToken);
        return await PassWindowAsync(_tempo.Answer, cancellationToken);
    }

    private async Task<bool> PassWindowAsync(TimeSpan first, CancellationToken cancellationToken)
    {
        var nonce = DevNet.Height;
        var patience = first;
        while (DevNet.Height < nonce + Window)
        {
            var since = TimeProvider.System.GetTimestamp();
            while (DevNet.PendingTransactions == 0 && !IsAnswered(nonce) && TimeProvider.System.GetElapsedTime(since) < patience && !_running.IsCompleted)
                await Task.Delay(2, cancellationToken);
            if (_broken == BrokenPart.Journal && _isBroken && DevNet.PendingTransactions > 0 && _starts == 1)
                await ForgetAsync(cancellationToken);
            await DevNet.StepAsync(1, cancellationToken);
            patience = _tempo.Block;
        }

        return IsAnswered(nonce);
    }

    private bool IsAnswered(long nonce) => DevNet.Submissions(Topic, nonce).Count > 0;

    private long NextNonce() => DevNet.Height < 6 ? 6 : DevNet.Height + Epoch - ((DevNet.Height - 6) % Epoch);

    private async Task StepToAsync(long height, CancellationToken cancellationToken)
    {
        while (DevNet.Height < height)
            await DevNet.StepAsync(1, cancellationToken);
    }

    private (AlloraClient Client, AlloraWallet Wallet, WorkerRunner Runner, Task Running) Start()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        var network = _face switch
        {
            LieFace.Rest => DevNet.Network.OverRest(),
            LieFace.Rpc => DevNet.Network.OverRpc(),
            _ => DevNet.Network,
        };
        var client = new AlloraClient(network, new AlloraClientOptions
        {
            DetectionDeadline = _tempo.Poll,
            RequestTimeout = 3 * _tempo.Poll,
            CoolDownMinimum = _tempo.Block,
            CoolDownMaximum = _tempo.Poll,
            ProbeInterval = _tempo.Poll,
            Events = new ChainEventStreamOptions { ReconnectMinimum = _tempo.Block, ReconnectMaximum = _tempo.Poll },
        });
        var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic).WithOptions(new WalletOptions { StateFolder = _state, DailyBudget = _broken == BrokenPart.Cap ? UAllo.FromAllo("1000") : null });
        var options = new WorkerOptions { TopicId = Topic, PollInterval = _tempo.Poll, WarmInterval = _tempo.Poll, DrainTimeout = _tempo.Poll };
        options.Fees.MaximumFee = _broken is BrokenPart.Cap or BrokenPart.Limit ? new UAllo(MaximumFee.Value * 1000) : MaximumFee;
        var runner = new WorkerRunner(client, wallet, new LieProvider(0.25 + (_broken == BrokenPart.Journal ? _starts : 0)), options);
        _starts++;
        return (client, wallet, runner, runner.RunAsync(_stop.Token));
    }

    private async Task BreakAsync()
    {
        _isBroken = true;
        if (_broken == BrokenPart.Life)
            await _stop.CancelAsync();
        else if (_broken == BrokenPart.Recovery)
            _runner.Pause();
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        foreach (var file in Directory.EnumerateFiles(_state, "*", SearchOption.AllDirectories))
            File.Delete(file);
        var pending = DevNet.PendingTransactions;
        (_client, _wallet, _runner, _running) = Start();
        for (var since = TimeProvider.System.GetTimestamp(); DevNet.PendingTransactions == pending && TimeProvider.System.GetElapsedTime(since) < _tempo.Answer;)
            await Task.Delay(2, cancellationToken);
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _wallet.Dispose();
    }

    private sealed class LieProvider(double value) : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(value));
    }
}
