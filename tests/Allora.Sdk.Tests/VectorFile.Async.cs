using System.Globalization;
using System.Text.Json;
using Allora.TestData;

namespace Allora.Sdk.Tests;

/// <summary>The same for checks that sign, which is asynchronous.</summary>
internal static partial class VectorFile
{
    public static async Task ForEachAsync(string file, string array, Func<JsonElement, bool> applies, Func<JsonElement, Task> check)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var entry in Data.Vectors(file).GetProperty(array).EnumerateArray().Where(applies))
        {
            count++;
            if (await Record.ExceptionAsync(() => check(entry)) is { } failure)
                failures.Add($"{file} {array} index {entry.GetProperty("index")}: {failure.GetType().Name} {failure.Message}");
        }

        VectorCount.Print(file, array, count);
        Assert.True(count > 0, $"{file} {array} holds no entries to check");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    public static ulong U64(this JsonElement entry, string name) => ulong.Parse(entry.Text(name), NumberStyles.None, CultureInfo.InvariantCulture);

    public static long I64(this JsonElement entry, string name) => long.Parse(entry.Text(name), NumberStyles.None, CultureInfo.InvariantCulture);
}
