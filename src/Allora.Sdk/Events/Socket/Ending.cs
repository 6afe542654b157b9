namespace Allora.Sdk.Events.Socket;

/// <summary>Ends what it stands for when it is disposed of, once.</summary>
internal sealed class Ending(Action end) : IDisposable
{
    private int _ended;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            end();
    }
}
