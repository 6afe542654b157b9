using System.Diagnostics;

namespace Allora.Benchmarks.Running;

/// <summary>This program again, for a process of its own.</summary>
internal static class ThisProgram
{
    public static ProcessStartInfo Prepare(IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in args)
            start.ArgumentList.Add(argument);
        return start;
    }
}
