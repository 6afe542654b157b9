using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Diagnostics;
using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Options;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet.Hosting;

/// <summary>Makes blocks: at an interval, or one at a time when asked to.</summary>
internal sealed class BlockLoop : IAsyncDisposable
{
    private readonly ChainEngine _engine;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public BlockLoop(ChainEngine engine, DevNetOptions options)
    {
        _engine = engine;
        _logger = options.Logger();
        _loop = options.StepByHand ? Task.CompletedTask : RunAsync(options.Genesis.BlockInterval, options.TimeProvider);
    }

    public Task<CommittedBlock?> StepAsync(CancellationToken cancellationToken) => BetweenBlocksAsync(_engine.Step, cancellationToken);

    /// <summary>Does something while no block is made or shown.</summary>
    public async Task<T> BetweenBlocksAsync<T>(Func<T> act, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return act();
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
        _one.Dispose();
    }

    private async Task RunAsync(TimeSpan interval, TimeProvider time)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
                await StepAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end of the DevNet.
        }
        catch (Exception error)
        {
            DevNetEvents.BlockFailed(_logger, _engine.Committed.Height, error);
            throw;
        }
    }
}
