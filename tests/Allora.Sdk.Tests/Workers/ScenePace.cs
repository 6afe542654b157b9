using System.Diagnostics;

namespace Allora.Sdk.Tests.Workers;

/// <summary>
/// The pause between two blocks that a test makes. A window lasts a few blocks, and a busy machine needs longer for its work in them,
/// so the pause grows with the time by which the machine wakes a waiting thread too late.
/// </summary>
internal static class ScenePace
{
    private const int Naps = 3;

    // An answer waits for some tens of wake-ups: socket reads on both sides of two calls and of the queries before them.
    private const int WakeUpsOfAnAnswer = 40;

    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    // A timer of an idle machine is late by this much.
    private static readonly TimeSpan UsualNap = TimeSpan.FromMilliseconds(1.5);

    /// <summary>Waits the usual pause, or longer on a busy machine, or until a task has ended.</summary>
    public static async Task PauseAsync(TimeSpan usual, CancellationToken cancellationToken, Task? until = null)
    {
        var late = TimeSpan.Zero;
        for (var nap = 0; nap < Naps && until is not { IsCompleted: true }; nap++)
        {
            var start = Stopwatch.GetTimestamp();
            await Task.Run(static () => Thread.Sleep(Nap), cancellationToken);
            var slept = Stopwatch.GetElapsedTime(start);
            late += slept > UsualNap ? slept - UsualNap : TimeSpan.Zero;
        }

        var needed = late * WakeUpsOfAnAnswer / Naps;
        var pause = Task.Delay(needed > usual ? needed : usual, cancellationToken);
        await (until is null ? pause : Task.WhenAny(until, pause));
    }
}
