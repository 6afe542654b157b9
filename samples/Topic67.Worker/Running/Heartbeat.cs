using System.Threading.Channels;
using Allora.Sdk;
using Allora.Sdk.Chain;
using Topic67.Forecasting;
using Topic67.Worker.Chain;
using Topic67.Worker.Logs;
using Topic67.Worker.Market;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Running;

/// <summary>Writes the status file, reports changes of state, records the network's inferences, and ends the run at the period's end or on request.</summary>
internal sealed class Heartbeat(
    WorkerSettings settings, StateFolder folder, AlloraClient client, Journalist journalist, WindowBook book, Topic67Forecaster forecaster, TimeProvider time, Action<string> end)
{
    private static readonly TimeSpan Network = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DevNetLeast = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DevNetMost = TimeSpan.FromSeconds(5);

    // By then a window is answered and confirmed.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    private const double OneDay = 86_400;

    // Set by the listener of events, on another thread; the next beat then comes at once.
    private volatile Silence? _silence;
    private readonly Channel<bool> _soon = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly IdleMemory _memory = new();
    private (long Height, DateTimeOffset At)? _first;
    private long _networkNonce;
    private (string? Name, long Height) _toldUpgrade;

    public StatusSnapshot Now { get; set; } = new();

    public WorkerRunner? Runner { get; set; }

    public PriceFeed? Feed { get; set; }

    /// <summary>Requests test coins; null if none are wanted.</summary>
    public FaucetRequests? Faucet { get; set; }

    // A DevNet may be fast: it is polled once per block, and frequently until its block time is known.
    private TimeSpan Interval => settings.IsDevNet ? TimeSpan.FromSeconds(Math.Clamp(Now.BlockSeconds, DevNetLeast.TotalSeconds, DevNetMost.TotalSeconds)) : Network;

    public async Task RunAsync(CancellationToken stop)
    {
        // Releases the memory of the start.
        _memory.Tidy();
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            var (tick, soon) = (timer.WaitForNextTickAsync(stop).AsTask(), _soon.Reader.ReadAsync(stop).AsTask());
            while (true)
            {
                await (await Task.WhenAny(tick, soon).ConfigureAwait(false)).ConfigureAwait(false);
                (var isTick, soon) = (tick.IsCompleted, soon.IsCompleted ? _soon.Reader.ReadAsync(stop).AsTask() : soon);
                await BeatAsync(stop).ConfigureAwait(false);
                if (!isTick)
                    continue;
                timer.Period = Interval;
                tick = timer.WaitForNextTickAsync(stop).AsTask();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }

    public async Task BeatAsync(CancellationToken stop)
    {
        if (Runner?.Status is { } status)
        {
            var changed = $"{status.State} {status.Detail}";
            if (changed != $"{Now.State} {Now.Detail}")
                journalist.Tell(status.State.ToString().StartsWith("Waiting", StringComparison.Ordinal) ? "warning" : "info", $"state: {changed.TrimEnd()}", ("state", status.State));
            Now = Now with { State = status.State.ToString(), Detail = status.Detail };
        }

        NoteUpgrade(Runner?.GetHealth().PlannedUpgrade);
        await AskAsync(stop).ConfigureAwait(false);
        Write();
        if (Faucet is { } faucet && Runner is { } runner)
            await faucet.AskIfDueAsync(runner.Status.State, stop).ConfigureAwait(false);
        journalist.Settle();
        if (book.QuietFor > Quiet)
            _memory.Tidy();
    }

    // The expected time moves with the pace of blocks: the status follows it, the log names a plan once.
    private void NoteUpgrade(PlannedUpgrade? planned)
    {
        if (planned is not null && (planned.Name, planned.Height) != _toldUpgrade)
            journalist.Tell(planned.IsKnown ? "info" : "warning", $"the chain plans an upgrade: {planned}", ("upgrade", planned.Name), ("height", planned.Height));
        _toldUpgrade = (planned?.Name, planned?.Height ?? 0);
        Now = Now with { PlannedUpgrade = planned?.ToString(), KnowsPlannedUpgrade = planned?.IsKnown == true };
    }

    public void Write()
    {
        try
        {
            (Now = Now with
            {
                Beat = time.GetUtcNow(),
                HistoryIncomplete = Feed?.Incomplete,
                SilentSince = _silence?.Since,
                SilentReason = _silence?.Reason ?? "",
                NewestBar = forecaster.NewestBar,
                GateCountsFrom = forecaster.GateCountsFrom,
                LastSeenNonce = book.LastSeenNonce,
                LastSettledNonce = book.LastSettledNonce,
                LastTrouble = book.LastTrouble,
            }).Write(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk is reported with the logs.
            if (!DiskFull.Is(exception))
                journalist.Say($"the status file could not be written: {exception.Message}");
        }
    }

    /// <summary>Queries the chain's height and windows. Returns null if no node answers.</summary>
    public async Task<DateTimeOffset?> AskAsync(CancellationToken stop)
    {
        try
        {
            var header = await client.GetBlockHeaderAsync(null, stop).ConfigureAwait(false);
            Advance(header.Height);
            if (settings.Period.IsOver(header.Time))
                end($"the {settings.Period} is over");
            await LookAtWindowsAsync(stop).ConfigureAwait(false);
            NodeAnswered();
            return header.Time;
        }
        catch (AlloraException exception)
        {
            if (Now.AwayReason != exception.Message)
                journalist.Tell("warning", $"the node did not answer: {exception.Message}");
            NodeFailed(exception.Message);
            return null;
        }
    }

    /// <summary>Records an answer of a node, for the status.</summary>
    public void NodeAnswered()
    {
        if (Now.AwaySince is not null && Now.Reached is not null)
            journalist.Tell("info", "the node answers again");
        Now = Now with { Reached = Now.Reached ?? time.GetUtcNow(), AwaySince = null, AwayReason = "" };
    }

    /// <summary>Records that no node answered, for the status.</summary>
    public void NodeFailed(string reason) => Now = Now with { AwaySince = Now.AwaySince ?? time.GetUtcNow(), AwayReason = reason };

    /// <summary>Reports that no events arrive, once until they arrive again.</summary>
    public void EventsLost(string reason)
    {
        var isNew = _silence is null;
        _silence = new Silence(_silence?.Since ?? time.GetUtcNow(), SafeText.OneLine(reason));
        if (!isNew)
            return;
        _soon.Writer.TryWrite(true);
        journalist.Tell("warning", $"the event socket was lost: {reason}; it is opened again, and until then open windows are polled");
    }

    public void EventsRestored()
    {
        _silence = null;
        _soon.Writer.TryWrite(true);
        journalist.Tell("info", "events arrive again");
    }

    private async Task LookAtWindowsAsync(CancellationToken stop)
    {
        var window = await client.GetWorkerWindowAsync(settings.TopicId, null, stop).ConfigureAwait(false);
        var last = window.IsOpen ? window.Start : book.LastSeenNonce;
        if (last > 0 && window.NextStart > last)
            Now = Now with { EpochBlocks = window.NextStart - last };
        else if (Now.EpochBlocks == 0)
            // Before the first window, and if a topic opens none, the topic's own epoch length is used.
            Now = Now with { EpochBlocks = (await client.GetTopicAsync(settings.TopicId, stop).ConfigureAwait(false)).EpochLength };
        if (book.LastSettledNonce > _networkNonce && await NetworkView.InferenceAsync(client, settings.TopicId, stop).ConfigureAwait(false) is { } inference && inference.Nonce > _networkNonce)
            journalist.Keep(new NetworkRecord(_networkNonce = inference.Nonce, inference.Value));
    }

    /// <summary>The expected time until a height (blocks), by the pace of blocks so far; zero while the chain's height is not known.</summary>
    public TimeSpan TimeUntil(long height) => Now is { HeightAt: { } at, BlockSeconds: > 0 } now
        ? TimeSpan.FromSeconds(Math.Clamp((height - now.Height) * now.BlockSeconds, 0, OneDay)) - (time.GetUtcNow() - at)
        : TimeSpan.Zero;

    // The wall clock's time of a block, over the heights seen: if the chain halts, the measure does not change.
    private void Advance(long height)
    {
        if (height <= Now.Height)
            return;
        var at = time.GetUtcNow();
        _first ??= (height, at);
        Now = Now with
        {
            Height = height,
            HeightAt = at,
            StartHeight = Now.StartHeight == 0 ? height : Now.StartHeight,
            BlockSeconds = height > _first.Value.Height ? (at - _first.Value.At).TotalSeconds / (height - _first.Value.Height) : 0,
        };
    }

    private sealed record Silence(DateTimeOffset Since, string Reason);
}
