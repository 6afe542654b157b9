using System.Diagnostics;

namespace Allora.Benchmarks.Running;

/// <summary>
/// A command in another process of this program whose idle threads look for work longer before they sleep. It is a choice of hosts with CPU to spare
/// (docs/workers.md), so that figures are measured without it, and beside it.
/// </summary>
internal static class SpinningThreads
{
    public const string Option = "--spinning";

    /// <summary>The runtime reads it, as a hexadecimal number. A DevNet started by the process inherits it.</summary>
    public const string Variable = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit";

    private const string Limit = "2000";

    public static async Task<int> RunAsync(IEnumerable<string> args)
    {
        using var process = Process.Start(Prepare([.. args.Where(static argument => argument != Option)]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public static ProcessStartInfo Prepare(IReadOnlyList<string> args)
    {
        var start = ThisProgram.Prepare(args);
        start.Environment[Variable] = Limit;
        return start;
    }
}
