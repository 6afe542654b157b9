using System.Threading.Channels;
using Allora.Sdk.Blocks;
using Allora.Sdk.Chain;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.FollowUps;
using Allora.Sdk.Workers.Telemetry;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Loop;

/// <summary>The loop of one wallet and topic: it takes triggers, claims each open nonce once, and owns the nonce's run until it ends.</summary>
internal sealed class TopicWorker(WorkerServices services, StatusBoard status) : ITopicListener
{
    private const int TriggerCapacity = 256;

    // Windows that a node invented must not pile up.
    private const int MostRuns = 64;
    private const int MostWaiting = 64;

    private static readonly TimeSpan MaxSharedDrain = TimeSpan.FromMilliseconds(250);

    // When triggers arrive faster than they are taken, the oldest are dropped: a query of the chain finds the same windows. A caller that offers a
    // trigger may continue with it: up to the provider, which has threads of its own, nothing takes long, and a switch of threads is saved.
    private readonly Channel<Trigger> _triggers = Channel.CreateBounded<Trigger>(
        new BoundedChannelOptions(TriggerCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, AllowSynchronousContinuations = true });

    private readonly Dictionary<long, Task> _runs = [];
    private readonly HashSet<long> _attempted = [];
    private readonly SortedList<long, WindowTrigger> _waiting = [];
    private readonly Readiness _readiness = new(services);
    private readonly Registration _registration = new(services);
    private readonly FollowUpTracker _followUps = new(services);
    private readonly PollSchedule _schedule = new(services.Options, services.Client.Time);
    private Task _polling = Task.CompletedTask;
    private Task _registering = Task.CompletedTask;
    private Task _tending = Task.CompletedTask;
    private bool _isPolling;
    private PollTrigger? _nextPoll;

    // A role whose older windows go first answers them one after the other.
    private int Limit => services.Role.OldestFirst ? 1 : services.Options.MaxConcurrentWindows;

    // A run that has made an attempt only waits, perhaps for a window that never ends: it does not keep others from theirs.
    private bool HasRoom => _runs.Count < Limit
        || (!services.Role.OldestFirst && _runs.Count < MostRuns && _runs.Keys.Count(nonce => !_attempted.Contains(nonce)) < Limit);

    // A reputer's windows open a ground truth lag after their nonces, off the topic's epochs.
    private long EpochLength => services.Role.Side == WindowSide.Worker ? services.Topic?.EpochLength ?? 0 : 0;

    public void Offer(Trigger trigger) => _triggers.Writer.TryWrite(trigger);

    public void Tick(TickMoment moment)
    {
        status.Remind();
        if (!_schedule.IsDue(moment, status.Current.State))
        {
            if (_schedule.IsTurnDue(moment))
                Offer(new TurnTrigger(moment.Height));
            return;
        }

        _schedule.Polled(moment.LagDetections);
        Offer(new PollTrigger("the poll interval has passed"));
    }

    /// <summary>Takes triggers until stopped; then waits for runs in flight, at most the drain timeout, and not if it is late already.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken late)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(late);
        _followUps.Restore(services.Nonces.TakeFollowUps(services.Role.Purpose, services.Role.Actors, services.Options.TopicId));
        Resume(abandon.Token);
        Offer(new PollTrigger("the worker starts"));
        try
        {
            await foreach (var trigger in _triggers.Reader.ReadAllAsync(stop).ConfigureAwait(false))
                TakeSafely(trigger, abandon.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping: runs in flight are finished below.
        }

        await DrainAsync(abandon).ConfigureAwait(false);
    }

    /// <summary>Requests a query of the chain from inside a run, such as for a registration; the loop owns the work.</summary>
    public void RequestPoll(string why) => Offer(new PollTrigger(why));

    // Whatever one trigger brought, the worker takes the next one.
    private void TakeSafely(Trigger trigger, CancellationToken abandon)
    {
        try
        {
            Take(trigger, abandon);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            WorkerLog.TaskFailed(services.Logger, exception, services.Options.TopicId, trigger.GetType().Name);
        }
    }

    private void Take(Trigger trigger, CancellationToken abandon)
    {
        services.Telemetry.Heartbeat.Beat();
        switch (trigger)
        {
            case WindowTrigger { FromPoll: false } when services.Role.OldestFirst:
                // An older window may have been missed: the chain reports all of them.
                Poll(new PollTrigger("a window opened"), abandon);
                break;
            case WindowTrigger window:
                Claim(window, abandon);
                break;
            case EndedTrigger ended when _waiting.Count == 0 && _runs.All(run => run.Key == ended.Nonce || run.Value.IsCompleted):
                Tend(abandon);
                break;
            case MaintenanceTrigger tend when tend.Urgent || (_waiting.Count == 0 && _runs.Values.All(run => run.IsCompleted)):
                Tend(abandon);
                break;
            case AttemptedTrigger attempted:
                _attempted.Add(attempted.Nonce);
                break;
            case PolledTrigger:
                _isPolling = false;
                if (_nextPoll is { } again)
                {
                    _nextPoll = null;
                    Poll(again, abandon);
                }

                break;
            case TurnTrigger turn:
                services.Telemetry.Heartbeat.Reached(turn.Height);
                // What another worker of the wallet found holds for this one.
                if (services.Session.UsedElsewhere is not null || services.Session.Funds.IsEmpty || (!services.Options.DryRun && services.Session.BudgetExhausted is not null))
                    Poll(new PollTrigger("the wallet cannot pay"), abandon);
                break;
            case OutcomeTrigger observed:
                _followUps.Observe(observed.Outcome, observed.Height);
                break;
            case ClosedTrigger closed:
                _followUps.Closed(closed.Side, closed.Nonce, closed.Height);
                // The next nonce may have waited for this one.
                if (services.Role.OldestFirst && closed.Side == services.Role.Side)
                    Poll(new PollTrigger("a nonce closed"), abandon);
                break;
            case NodeGoneTrigger gone when status.Current.State == WorkerState.Ready:
                // Once: the height is queried every few seconds meanwhile, and a thousand topics must not be with it.
                status.Set(WorkerState.WaitingForNode, gone.Why);
                Poll(new PollTrigger("no node answers"), abandon);
                break;
            case PollTrigger poll:
                if (poll.BlocksMissed)
                    _followUps.Missed();
                Poll(poll, abandon);
                break;
        }

        StartWaiting(abandon);
    }

    private void Poll(PollTrigger why, CancellationToken abandon)
    {
        if (_isPolling)
        {
            // Its cause may be newer than the query under way: it must not be lost.
            _nextPoll = why;
            return;
        }

        _isPolling = true;
        _polling = PollAsync(why, abandon);
    }

    private void Tend(CancellationToken abandon)
    {
        if (_tending.IsCompleted && !services.Pause.IsPaused)
            _tending = TendAsync(abandon);
    }

    private async Task TendAsync(CancellationToken abandon)
    {
        await Task.Yield();
        await SideTask.RunAsync(services, "maintenance", WorkerLog.PollFailed, TendRoleAsync, abandon).ConfigureAwait(false);

        async Task TendRoleAsync()
        {
            if (await services.Role.TendAsync(abandon).ConfigureAwait(false))
                Offer(new PollTrigger("the missing precondition was fixed"));
        }
    }

    // Pending transactions of an earlier run come first: their sequences precede all others.
    private void Resume(CancellationToken abandon)
    {
        foreach (var pending in services.Session.TakeUnfinished(services.Options.TopicId, services.Role.Purpose, services.Role.RegistrationPurpose))
        {
            if (pending.Purpose == services.Role.RegistrationPurpose)
                _registering = RegisterAsync(pending, abandon);
            else
                _runs[pending.Nonce] = RunOneAsync(new WindowTrigger(pending.Nonce, (long)pending.TimeoutHeight, null, services.Client.Time.GetTimestamp()), pending, abandon);
        }
    }

    private void Claim(WindowTrigger window, CancellationToken abandon)
    {
        var isHeld = WindowBounds.AreHeldBy(window, services.Topic);
        if (isHeld)
            _schedule.Heard(window.Nonce, EpochLength);
        if (services.Pause.IsPaused)
            return;
        if (_runs.ContainsKey(window.Nonce) || _waiting.ContainsKey(window.Nonce) || services.Nonces.IsSettled(services.Role.Purpose, services.Options.TopicId, window.Nonce))
            return;
        if (!isHeld)
        {
            WorkerLog.WindowIgnored(services.Logger, services.Options.TopicId, window.Nonce, window.WindowEnd, window.SeenAt);
            if (!window.FromPoll)
                Poll(new PollTrigger("a window was reported that cannot be"), abandon);
            return;
        }

        WorkerLog.WindowOpened(services.Logger, services.Options.TopicId, window.Nonce, window.WindowEnd);
        services.Telemetry.WindowSeen(window);
        if (HasRoom)
            _runs[window.Nonce] = Start(window, abandon);
        else
            _waiting.Add(window.Nonce, window);
        if (_waiting.Count > MostWaiting)
            _waiting.RemoveAt(services.Role.OldestFirst ? MostWaiting : 0);
    }

    private void StartWaiting(CancellationToken abandon)
    {
        foreach (var nonce in _runs.Where(r => r.Value.IsCompleted).Select(r => r.Key).ToList())
        {
            _runs.Remove(nonce);
            _attempted.Remove(nonce);
        }

        // If they are still open when the worker is resumed, the chain reports them.
        if (services.Pause.IsPaused)
            _waiting.Clear();
        while (_waiting.Count > 0 && HasRoom)
        {
            var index = services.Role.OldestFirst ? 0 : _waiting.Count - 1;
            var next = _waiting.Values[index];
            _waiting.RemoveAt(index);
            _runs[next.Nonce] = Start(next, abandon);
        }
    }

    // Up to the provider, which has threads of its own, nothing takes long: no switch of threads before it.
    private Task Start(WindowTrigger window, CancellationToken abandon) => RunOneAsync(window, null, abandon);

    private async Task RunOneAsync(WindowTrigger window, PendingTransaction? resumed, CancellationToken abandon)
    {
        using var span = services.Telemetry.Begin(window);
        try
        {
            var run = new NonceRun(services, window) { Attempted = () => Offer(new AttemptedTrigger(window.Nonce)) };
            var result = await run.RunAsync(resumed, abandon).ConfigureAwait(false);
            await services.Nonces.SettleAsync(services.Role.Purpose, result, run.Prediction).ConfigureAwait(false);
            services.Publish(result);
            if (result.Status == SubmissionStatus.Included)
                _followUps.Begin(result);
            services.Learn(result.Timings);
            span.Settled(result);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Left to the journal: the next start follows it.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            WorkerLog.RunFailed(services.Logger, exception, services.Options.TopicId, window.Nonce);
            await PollWithNextBlockAsync(abandon).ConfigureAwait(false);
        }
        finally
        {
            Offer(new EndedTrigger(window.Nonce));
        }
    }

    // What stopped the run may be over before the next poll, as a full disk of some seconds is: with each block of its window the nonce is tried again.
    private async Task PollWithNextBlockAsync(CancellationToken abandon)
    {
        try
        {
            await services.Blocks.NextAsync(services.Blocks.Height, abandon).ConfigureAwait(false);
            Offer(new PollTrigger("a nonce's run failed"));
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Draining.
        }
    }

    private async Task PollAsync(PollTrigger why, CancellationToken abandon)
    {
        var entered = false;
        try
        {
            await services.Blocks.Polls.WaitAsync(abandon).ConfigureAwait(false);
            entered = true;
            _schedule.Polled(services.Client.Endpoints.LagDetections);
            WorkerLog.Polling(services.Logger, services.Options.TopicId, why.Why);
            var finding = await _readiness.PollAsync(abandon).ConfigureAwait(false);
            _schedule.Expect(finding.NextStart, services.Blocks.Height, EpochLength);
            if (finding.IsInDoubt)
                _schedule.Failed();
            if (services.Pause.IsPaused)
                status.Set(WorkerState.Paused, PauseSwitch.Detail);
            else
                status.Set(finding.State, finding.Detail);
            foreach (var window in finding.Open)
                Offer(window);
            await QueryOutcomesAsync(abandon).ConfigureAwait(false);
            await services.Network.RefreshAsync(services.Role.Side, services.Logger, abandon).ConfigureAwait(false);
            Offer(new MaintenanceTrigger(finding.State == WorkerState.WaitingForStake));
            if (finding.State == WorkerState.Ready)
                _registration.Confirmed();
            if (finding.State == WorkerState.WaitingForRegistration && services.Options is { RegisterWhenNeeded: true, DryRun: false } && !services.Pause.IsPaused && _registering.IsCompleted && _registration.IsDue)
                _registering = RegisterAsync(null, abandon);
        }
        catch (AlloraException exception)
        {
            _schedule.Failed();
            status.Set(WorkerState.WaitingForNode, exception.Message);
            WorkerLog.QueryFailed(services.Logger, services.Options.TopicId, exception.Message);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Draining.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _schedule.Failed();
            status.Set(WorkerState.WaitingForNode, $"an unexpected failure: {exception.Message}");
            WorkerLog.TaskFailed(services.Logger, exception, services.Options.TopicId, "the query of the chain");
        }
        finally
        {
            if (entered)
                services.Blocks.Polls.Release();
            Offer(new PolledTrigger());
        }
    }

    private async Task QueryOutcomesAsync(CancellationToken abandon)
    {
        foreach (var question in _followUps.Questions(services.Blocks.Height))
        {
            var scores = await services.Client.GetScoresAsync(question.Actor, services.Options.TopicId, question.Nonce, abandon).ConfigureAwait(false);
            _followUps.Answer(question, scores);
        }
    }

    private Task RegisterAsync(PendingTransaction? resumed, CancellationToken abandon) => SideTask.RunAsync(services, "registration", WorkerLog.RegistrationFailed, async () =>
    {
        var done = resumed is null
            ? await _registration.RunAsync(abandon).ConfigureAwait(false)
            : await _registration.ResumeAsync(resumed, abandon).ConfigureAwait(false);
        if (done)
            Offer(new PollTrigger("the wallet is registered"));
    }, abandon);

    // The next holder of a shared journal follows what is pending: it should not wait for this one.
    private TimeSpan DrainTimeout => services.Session.Options.Standby && services.Options.DrainTimeout > MaxSharedDrain ? MaxSharedDrain : services.Options.DrainTimeout;

    private async Task DrainAsync(CancellationTokenSource abandon)
    {
        var inFlight = _runs.Values.Where(r => !r.IsCompleted).ToList();
        status.Set(WorkerState.Draining, inFlight.Count == 0 ? "" : $"{inFlight.Count} windows in flight are finished first");
        if (inFlight.Count > 0)
        {
            WorkerLog.Draining(services.Logger, services.Options.TopicId, inFlight.Count);
            try
            {
                await Task.WhenAll(inFlight).WaitAsync(DrainTimeout, services.Client.Time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                WorkerLog.DrainTimedOut(services.Logger, services.Options.TopicId, inFlight.Count(r => !r.IsCompleted), DrainTimeout.TotalSeconds);
            }
        }

        await abandon.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([.. inFlight, _polling, _registering, _tending]).ConfigureAwait(false);
        await _followUps.SettleAsync().ConfigureAwait(false);
    }
}
