namespace Allora.Sdk.Blocks;

/// <summary>A token that is cancelled when a window has ended: no later block can include an answer.</summary>
internal sealed class WindowToken : IDisposable
{
    private readonly CancellationTokenSource _ended;
    private readonly Task _watching;

    public WindowToken(BlockHub blocks, Func<bool> hasEnded, CancellationToken cancellationToken)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _ended.Token;
        _watching = WatchAsync(blocks, hasEnded, Token);
    }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        _ended.Cancel();
        // The watch ends by itself with the token; its source is disposed afterwards.
        _ = _watching.ContinueWith(static (_, source) => ((CancellationTokenSource)source!).Dispose(), _ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task WatchAsync(BlockHub blocks, Func<bool> hasEnded, CancellationToken token)
    {
        try
        {
            while (!hasEnded())
                await blocks.NextAsync(blocks.Height, token).ConfigureAwait(false);
            await _ended.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Disposed, or the worker stopped.
        }
    }
}
