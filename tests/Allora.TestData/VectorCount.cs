namespace Allora.TestData;

/// <summary>Prints how many entries of a vector file were checked, so that a run over another folder shows what it covered.</summary>
public static class VectorCount
{
    /// <summary>Writes "vectors FILE ARRAY: N checked" to the test run's standard output.</summary>
    public static void Print(string file, string array, int count) =>
        Console.Out.WriteLine($"vectors {file} {array}: {count} checked");
}
