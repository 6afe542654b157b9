using System.Globalization;
using System.Text.Json;
using Allora.TestData;

namespace Allora.Sdk.Tests;

/// <summary>Checks every entry of one array of a vector file under every culture of <see cref="InCulture"/>, and names every entry that fails.</summary>
internal static partial class VectorFile
{
    public static Task ForEach(string file, string array, Action<JsonElement> check) =>
        ForEach(file, array, static _ => true, entry =>
        {
            check(entry);
            return Task.CompletedTask;
        });

    public static Task ForEach(string file, string array, Func<JsonElement, Task> check) =>
        ForEach(file, array, static _ => true, check);

    public static async Task ForEach(string file, string array, Func<JsonElement, bool> applies, Func<JsonElement, Task> check)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var entry in Data.Vectors(file).GetProperty(array).EnumerateArray().Where(applies))
        {
            count++;
            foreach (var culture in InCulture.Names)
            {
                if (await Record.ExceptionAsync(() => InCulture.RunAsync(culture, () => check(entry))) is { } failure)
                    failures.Add($"{file} {array} index {entry.GetProperty("index")} in '{culture}': {failure.GetType().Name} {failure.Message}");
            }
        }

        VectorCount.Print(file, array, count);
        Assert.True(count > 0, $"{file} {array} holds no entries to check");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    public static string Text(this JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement entry, string name) => entry.GetProperty(name).GetString();

    public static bool? Verdict(this JsonElement entry, string name) =>
        entry.GetProperty(name) is { ValueKind: not JsonValueKind.Null } verdict ? verdict.GetBoolean() : null;

    public static byte[] Hex(this JsonElement entry, string name) => Convert.FromHexString(entry.Text(name));

    public static string ToHex(this ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    public static string ToHex(this byte[] bytes) => Convert.ToHexStringLower(bytes);

    public static ulong UInt64(this JsonElement entry, string name) => ulong.Parse(entry.Text(name), CultureInfo.InvariantCulture);

    public static long Int64(this JsonElement entry, string name) => long.Parse(entry.Text(name), CultureInfo.InvariantCulture);
}
