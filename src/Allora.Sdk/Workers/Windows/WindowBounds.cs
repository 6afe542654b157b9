using Allora.Sdk.Blocks;
using Allora.Sdk.Encodings;

namespace Allora.Sdk.Workers.Windows;

/// <summary>Whether a window can be as a node reports it. One that cannot is not answered; the chain's windows are queried instead.</summary>
internal static class WindowBounds
{
    // Topics have epochs of up to some 17 000 blocks (a day).
    private const long LongestWindow = 200_000;
    private const long Epochs = 4;

    public static bool AreHeldBy(WindowTrigger window, TopicInfo? topic) =>
        window.Nonce > 0
        && (window.SeenAt == 0 || window.Nonce <= window.SeenAt)
        && window.WindowEnd > Math.Max(window.Nonce, window.SeenAt)
        && window.WindowEnd - Math.Max(window.Nonce, window.SeenAt) <= LongestOf(topic);

    private static long LongestOf(TopicInfo? topic) =>
        topic is { EpochLength: > 0 and < LongestWindow and var epoch, WorkerSubmissionWindow: > 0 and < LongestWindow and var length }
            ? Math.Min(LongestWindow, Epochs * (epoch + length))
            : LongestWindow;
}
