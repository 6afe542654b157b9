using System.Text.Json;
using Allora.TestData;

namespace Allora.Sdk.Tests;

/// <summary>Checks every entry of a vector file's array, whatever the file holds, and tells every entry that fails.</summary>
internal static class VectorLoop
{
    public static async Task RunAsync(string file, string array, Func<JsonElement, Task> check, Func<JsonElement, bool>? when = null)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var entry in Data.Vectors(file).GetProperty(array).EnumerateArray())
        {
            if (when is not null && !when(entry))
                continue;
            count++;
            try
            {
                await check(entry);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Add($"index {(entry.TryGetProperty("index", out var index) ? index.ToString() : count.ToString(System.Globalization.CultureInfo.InvariantCulture))}: {exception.Message}");
            }
        }

        VectorCount.Print(file, array, count);
        Assert.True(count > 0, $"{file} {array} holds no entry");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}

/// <summary>Short readings of a vector's fields.</summary>
internal static class VectorFields
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static ulong U64(this JsonElement element, string name) => ulong.Parse(element.Text(name), System.Globalization.CultureInfo.InvariantCulture);

    public static long I64(this JsonElement element, string name) => long.Parse(element.Text(name), System.Globalization.CultureInfo.InvariantCulture);

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    public static string HexOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
