using System.Diagnostics;

namespace Allora.Benchmarks.Scale;

/// <summary>What this process holds and has used.</summary>
internal readonly record struct ProcessReading(long Resident, long Managed, int Handles, int Threads, TimeSpan Cpu)
{
    public static ProcessReading Take()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        // Linux tells open descriptors here; elsewhere the system's count of handles has to do.
        var handles = Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
        return new ProcessReading(process.WorkingSet64, managed, handles, process.Threads.Count, process.TotalProcessorTime);
    }
}
