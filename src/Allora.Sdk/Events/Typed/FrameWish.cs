namespace Allora.Sdk.Events;

/// <summary>Somebody who wants the blocks' frames kept with their signals, until disposed. Without any, no frame is copied.</summary>
internal sealed class FrameWish(Action end) : IDisposable
{
    private int _ended;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            end();
    }
}
