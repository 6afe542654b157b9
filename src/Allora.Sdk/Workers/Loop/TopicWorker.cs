using System.Threading.Channels;
using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.FollowUps;
using Allora.Sdk.Workers.Telemetry;

namespace Allora.Sdk.Workers.Loop;

/// <summary>The loop of one wallet and topic: it takes triggers, claims each open nonce once, and owns the nonce's run until it ends.</summary>
internal sealed class TopicWorker(WorkerParts parts, StatusBoard status) : ITopicListener
{
    private const int HintCapacity = 256;

    // When triggers arrive faster than they are taken, the oldest are dropped: a query of the chain finds the same windows. A caller that offers a
    // trigger may continue with it: up to the provider, which has threads of its own, nothing takes long, and a switch of threads is saved.
    private readonly Channel<Hint> _hints = Channel.CreateBounded<Hint>(
        new BoundedChannelOptions(HintCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, AllowSynchronousContinuations = true });

    private readonly Dictionary<long, Task> _runs = [];
    private readonly SortedList<long, WindowHint> _waiting = [];
    private readonly Readiness _readiness = new(parts);
    private readonly Registration _registration = new(parts);
    private readonly FollowUpTracker _followUps = new(parts);
    private readonly LookSchedule _schedule = new(parts.Options, parts.Client.Time);
    private Task _looking = Task.CompletedTask;
    private Task _registering = Task.CompletedTask;
    private Task _tending = Task.CompletedTask;
    private bool _isLooking;
    private LookHint? _lookAgain;

    // A role whose older windows go first answers them one after the other.
    private int Limit => parts.Role.OldestFirst ? 1 : parts.Options.MaxConcurrentWindows;

    public void Offer(Hint hint) => _hints.Writer.TryWrite(hint);

    public void Tick(TickMoment moment)
    {
        if (!_schedule.IsDue(moment, status.Current.State))
            return;
        _schedule.Looked(moment.TimesBehind);
        Offer(new LookHint("the poll interval has passed"));
    }

    /// <summary>Takes triggers until stopped; then waits for runs in flight, at most the drain timeout, and not if it is late already.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken late)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(late);
        _followUps.Restore(parts.Nonces.TakeFollowUps(parts.Role.Purpose, parts.Role.Actors, parts.Options.TopicId));
        Resume(abandon.Token);
        Offer(new LookHint("the worker starts"));
        try
        {
            await foreach (var hint in _hints.Reader.ReadAllAsync(stop).ConfigureAwait(false))
                Take(hint, abandon.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping: runs in flight are finished below.
        }

        await DrainAsync(abandon).ConfigureAwait(false);
    }

    /// <summary>Requests a registration from inside a run; the loop owns the work.</summary>
    public void AskForRegistration() => Offer(new LookHint("the chain reports that the wallet is not registered"));

    private void Take(Hint hint, CancellationToken abandon)
    {
        parts.Telemetry.Pulse.Turn();
        switch (hint)
        {
            case WindowHint { Asked: false } when parts.Role.OldestFirst:
                // An older window may have been missed: the chain reports all of them.
                Look(new LookHint("a window opened"), abandon);
                break;
            case WindowHint window:
                Claim(window, abandon);
                break;
            case EndedHint ended when _waiting.Count == 0 && _runs.All(run => run.Key == ended.Nonce || run.Value.IsCompleted):
                Tend(abandon);
                break;
            case TendHint tend when tend.Urgent || (_waiting.Count == 0 && _runs.Values.All(run => run.IsCompleted)):
                Tend(abandon);
                break;
            case LookedHint:
                _isLooking = false;
                if (_lookAgain is { } again)
                {
                    _lookAgain = null;
                    Look(again, abandon);
                }

                break;
            case OutcomeHint told:
                _followUps.Hear(told.Outcome, told.Height);
                break;
            case ClosedHint closed:
                _followUps.Closed(closed.Side, closed.Nonce, closed.Height);
                break;
            case LookHint look:
                if (look.BlocksMissed)
                    _followUps.Missed();
                Look(look, abandon);
                break;
        }

        StartWaiting(abandon);
    }

    private void Look(LookHint why, CancellationToken abandon)
    {
        if (_isLooking)
        {
            // Its cause may be newer than the query under way: it must not be lost.
            _lookAgain = why;
            return;
        }

        _isLooking = true;
        _looking = LookAsync(why, abandon);
    }

    private void Tend(CancellationToken abandon)
    {
        if (_tending.IsCompleted)
            _tending = TendAsync(abandon);
    }

    private async Task TendAsync(CancellationToken abandon)
    {
        await Task.Yield();
        try
        {
            if (await parts.Role.TendAsync(abandon).ConfigureAwait(false))
                Offer(new LookHint("the missing precondition was fixed"));
        }
        catch (AlloraException exception)
        {
            WorkerLog.LookFailed(parts.Logger, parts.Options.TopicId, exception.Message);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Draining.
        }
    }

    // Pending transactions of an earlier run come first: their sequences precede all others.
    private void Resume(CancellationToken abandon)
    {
        foreach (var pending in parts.Session.TakeUnfinished(parts.Options.TopicId, parts.Role.Purpose, parts.Role.RegistrationPurpose))
        {
            if (pending.Purpose == parts.Role.RegistrationPurpose)
                _registering = RegisterAsync(pending, abandon);
            else
                _runs[pending.Nonce] = RunOneAsync(new WindowHint(pending.Nonce, (long)pending.TimeoutHeight, null, parts.Client.Time.GetTimestamp()), pending, abandon);
        }
    }

    private void Claim(WindowHint window, CancellationToken abandon)
    {
        _schedule.Heard(window.Nonce);
        if (_runs.ContainsKey(window.Nonce) || _waiting.ContainsKey(window.Nonce) || parts.Nonces.IsSettled(parts.Role.Purpose, parts.Options.TopicId, window.Nonce))
            return;
        WorkerLog.WindowOpened(parts.Logger, parts.Options.TopicId, window.Nonce, window.WindowEnd);
        parts.Telemetry.WindowSeen(window);
        if (_runs.Count < Limit)
            _runs[window.Nonce] = Start(window, abandon);
        else
            _waiting.Add(window.Nonce, window);
    }

    private void StartWaiting(CancellationToken abandon)
    {
        foreach (var nonce in _runs.Where(r => r.Value.IsCompleted).Select(r => r.Key).ToList())
            _runs.Remove(nonce);
        while (_waiting.Count > 0 && _runs.Count < Limit)
        {
            var index = parts.Role.OldestFirst ? 0 : _waiting.Count - 1;
            var next = _waiting.Values[index];
            _waiting.RemoveAt(index);
            _runs[next.Nonce] = Start(next, abandon);
        }
    }

    // Up to the provider, which has threads of its own, nothing takes long: no switch of threads before it.
    private Task Start(WindowHint window, CancellationToken abandon) => RunOneAsync(window, null, abandon);

    private async Task RunOneAsync(WindowHint window, PendingTransaction? resumed, CancellationToken abandon)
    {
        using var span = parts.Telemetry.Begin(window);
        try
        {
            var run = new NonceRun(parts, window);
            var result = await run.RunAsync(resumed, abandon).ConfigureAwait(false);
            await parts.Nonces.SettleAsync(parts.Role.Purpose, result, run.Prediction).ConfigureAwait(false);
            parts.Publish(result);
            if (result.Status == SubmissionStatus.Included)
                _followUps.Begin(result);
            parts.Learn(result.Timings);
            span.Settled(result);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Left to the journal: the next start follows it.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            WorkerLog.RunFailed(parts.Logger, exception, parts.Options.TopicId, window.Nonce);
        }
        finally
        {
            Offer(new EndedHint(window.Nonce));
        }
    }

    private async Task LookAsync(LookHint why, CancellationToken abandon)
    {
        var entered = false;
        try
        {
            await parts.Blocks.Looks.WaitAsync(abandon).ConfigureAwait(false);
            entered = true;
            _schedule.Looked(parts.Client.Endpoints.TimesBehind);
            WorkerLog.Looking(parts.Logger, parts.Options.TopicId, why.Why);
            var finding = await _readiness.LookAsync(abandon).ConfigureAwait(false);
            _schedule.Expect(finding.NextStart);
            status.Set(finding.State, finding.Detail);
            foreach (var window in finding.Open)
                Offer(window);
            await AskForOutcomesAsync(abandon).ConfigureAwait(false);
            Offer(new TendHint(finding.State == WorkerState.WaitingForStake));
            if (finding.State == WorkerState.Ready)
                _registration.Confirmed();
            if (finding.State == WorkerState.WaitingForRegistration && parts.Options is { RegisterWhenNeeded: true, DryRun: false } && _registering.IsCompleted && _registration.IsDue)
                _registering = RegisterAsync(null, abandon);
        }
        catch (AlloraException exception)
        {
            _schedule.Failed();
            status.Set(WorkerState.WaitingForNode, exception.Message);
            WorkerLog.LookFailed(parts.Logger, parts.Options.TopicId, exception.Message);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Draining.
        }
        finally
        {
            if (entered)
                parts.Blocks.Looks.Release();
            Offer(new LookedHint());
        }
    }

    private async Task AskForOutcomesAsync(CancellationToken abandon)
    {
        foreach (var question in _followUps.Questions(parts.Blocks.Height))
        {
            var scores = await parts.Client.GetScoresAsync(question.Actor, parts.Options.TopicId, question.Nonce, abandon).ConfigureAwait(false);
            _followUps.Answer(question, scores);
        }
    }

    private async Task RegisterAsync(PendingTransaction? resumed, CancellationToken abandon)
    {
        try
        {
            var done = resumed is null
                ? await _registration.RunAsync(abandon).ConfigureAwait(false)
                : await _registration.ResumeAsync(resumed, abandon).ConfigureAwait(false);
            if (done)
                Offer(new LookHint("the wallet is registered"));
        }
        catch (AlloraException exception)
        {
            WorkerLog.RegistrationFailed(parts.Logger, parts.Options.TopicId, exception.Message);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Draining.
        }
    }

    private async Task DrainAsync(CancellationTokenSource abandon)
    {
        var inFlight = _runs.Values.Where(r => !r.IsCompleted).ToList();
        status.Set(WorkerState.Draining, inFlight.Count == 0 ? "" : $"{inFlight.Count} windows in flight are finished first");
        if (inFlight.Count > 0)
        {
            WorkerLog.Draining(parts.Logger, parts.Options.TopicId, inFlight.Count);
            try
            {
                await Task.WhenAll(inFlight).WaitAsync(parts.Options.DrainTimeout, parts.Client.Time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                WorkerLog.DrainTimedOut(parts.Logger, parts.Options.TopicId, inFlight.Count(r => !r.IsCompleted), parts.Options.DrainTimeout.TotalSeconds);
            }
        }

        await abandon.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([.. inFlight, _looking, _registering, _tending]).ConfigureAwait(false);
        await _followUps.SettleAsync().ConfigureAwait(false);
    }
}
