using System.Globalization;
using Allora.TestData;

namespace Allora.Docs.Tests.Words;

/// <summary>
/// Limits of texts that have not reached their final limits yet: one name and number a line in ratchet.txt. They may only fall, so nothing gets
/// worse meanwhile. ALLORA_UPDATE_DOCS=1 writes what was measured, if it is lower.
/// </summary>
internal static class Ratchet
{
    private static readonly string FullPath = Path.Combine(Data.RepoRoot, "tests/Allora.Docs.Tests/Words/ratchet.txt");
    private static readonly Lock Gate = new();

    public static double Of(string name) => double.Parse(Lines().Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);

    /// <summary>Asserts that a measure is within its limit: the final one, or the ratchet's while that is higher.</summary>
    public static void Holds(string name, double measured, double final, string found)
    {
        lock (Gate)
        {
            var limit = Of(name);
            if (measured < limit && Environment.GetEnvironmentVariable("ALLORA_UPDATE_DOCS") == "1")
                File.WriteAllLines(FullPath, Lines().Select(line => line.StartsWith(name + " ", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{name} {Math.Max(measured, final):0.###}") : line));
            Assert.True(measured <= Math.Max(limit, final), string.Create(CultureInfo.InvariantCulture, $"{name}: {measured:0.###}, allowed {Math.Max(limit, final):0.###} (tests/Allora.Docs.Tests/Words/ratchet.txt; finally {final:0.###}).{Environment.NewLine}{found}"));
        }
    }

    private static string[] Lines() => File.ReadAllLines(FullPath);
}
