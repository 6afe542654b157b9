namespace Allora.Benchmarks.Events;

/// <summary>Which of the captured frames are read.</summary>
public enum FrameKind
{
    /// <summary>Blocks that open and close no window: almost all of them.</summary>
    WithoutWindows,

    /// <summary>Blocks that open or close a window.</summary>
    WithWindows,
}
