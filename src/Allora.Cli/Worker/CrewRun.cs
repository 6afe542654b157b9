using System.Runtime.ExceptionServices;
using Allora.Cli.Worker.Reporting;

namespace Allora.Cli.Worker;

/// <summary>The tasks of a crew's members. A member that takes the place of another starts when that one has ended.</summary>
/// <param name="run">Runs a member until its token is cancelled.</param>
/// <param name="ended">Called when a member has ended.</param>
/// <param name="stop">Ends all.</param>
internal sealed class CrewRun(Func<CrewMember, CancellationToken, Task> run, Action<CrewMember> ended, CancellationToken stop)
{
    private readonly Dictionary<CrewMember, (Task Task, CancellationTokenSource Stop)> _running = new(ReferenceEqualityComparer.Instance);

    /// <summary>Starts a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="after">The member that must have ended before; null starts at once.</param>
    public void Start(CrewMember member, CrewMember? after = null)
    {
        var before = after is not null && _running.TryGetValue(after, out var other) ? other.Task : Task.CompletedTask;
        var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _running.Add(member, (RunAfterAsync(before, member, own.Token), own));
    }

    /// <summary>Ends a member: it takes no new window, and confirms what was sent.</summary>
    public void End(CrewMember member)
    {
        if (_running.TryGetValue(member, out var one))
            one.Stop.Cancel();
    }

    /// <summary>Waits until all members have ended.</summary>
    /// <param name="requests">Returns a task for the next request; it is cancelled with the run.</param>
    /// <param name="answer">Answers a request, by starting and ending members.</param>
    public async Task WaitAsync(Func<CancellationToken, Task> requests, Action answer)
    {
        ExceptionDispatchInfo? failure = null;
        var request = requests(stop);
        while (_running.Count > 0)
        {
            var first = await Task.WhenAny([.. _running.Values.Select(static one => one.Task), request]);
            if (first == request)
            {
                if (request.IsCompletedSuccessfully && !stop.IsCancellationRequested)
                    answer();
                request = stop.IsCancellationRequested ? new TaskCompletionSource().Task : requests(stop);
                continue;
            }

            foreach (var (member, one) in _running.Where(static pair => pair.Value.Task.IsCompleted).ToList())
            {
                _running.Remove(member);
                one.Stop.Dispose();
                ended(member);
                if (one.Task.Exception is { } broken)
                    failure ??= ExceptionDispatchInfo.Capture(broken.InnerExceptions[0]);
            }
        }

        failure?.Throw();
    }

    private async Task RunAfterAsync(Task before, CrewMember member, CancellationToken cancellationToken)
    {
        // Its failure is reported as its own.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await run(member, cancellationToken);
    }
}
