namespace Allora.Sdk.Events.Socket;

/// <summary>Runs its action on the first disposal.</summary>
internal sealed class DisposeAction(Action end) : IDisposable
{
    private int _ended;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            end();
    }
}
