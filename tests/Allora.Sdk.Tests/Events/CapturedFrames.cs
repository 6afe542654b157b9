using System.Text;
using Allora.TestData;

namespace Allora.Sdk.Tests.Events;

/// <summary>Frames that a real node sent, in the order in which they came.</summary>
internal static class CapturedFrames
{
    public static IReadOnlyList<string> Of(string file) =>
        [.. Data.Capture(file).EnumerateArray().Where(entry => entry.TryGetProperty("text", out _)).Select(entry => entry.GetProperty("text").GetString()!)];

    public static byte[] Utf8(string frame) => Encoding.UTF8.GetBytes(frame);
}
