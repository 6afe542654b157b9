namespace Allora.Sdk.Blocks;

/// <summary>
/// Whether a window has ended: by the height of its end, or, if a node reported an end or a height that is never reached, by the number of
/// blocks since it was seen.
/// </summary>
internal sealed class WindowLife(BlockHub blocks, WindowTrigger window)
{
    // The height may be behind when the window is seen, and the count then begins too early.
    private const long Reserve = 8;

    private readonly long _start = blocks.Progress;

    public bool HasEnded =>
        blocks.LowestHeight >= window.WindowEnd || (window.SeenAt > 0 && blocks.Progress - _start > window.WindowEnd - window.SeenAt + Reserve);
}
