using System.Globalization;

namespace Allora.TestData;

/// <summary>How this process treats signals, which its children inherit.</summary>
public static class Signals
{
    private const ulong InterruptBit = 1UL << 1;

    /// <summary>True where a shell started the run in the background without job control: Ctrl-C is ignored then, here and in every child.</summary>
    public static bool InterruptIsIgnored =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptBit) != 0;
}
