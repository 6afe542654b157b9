using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.Workers.History;

/// <summary>
/// Writes results and follow-ups of workers into a store, behind their backs: no worker waits for it. Changes are queued up to a bound; beyond it they
/// are dropped and counted. A store that cannot be written is tried again until the writer is disposed.
/// </summary>
/// <remarks>Add <see cref="Of"/> to each runner with <see cref="WorkerRunner.AddObserver"/>.</remarks>
public sealed class HistoryWriter : IAsyncDisposable
{
    private const int MaxBatch = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(1);

    private readonly IHistoryStore _store;
    private readonly HistoryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<HistoryRow> _waiting;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _dropped;
    private long? _prunedAt;
    private int _isDisposed;

    /// <summary>Starts the writer.</summary>
    /// <param name="store">The store; the caller disposes it after the writer.</param>
    /// <param name="options">The options. Default: the values that <see cref="HistoryOptions"/> names.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <param name="logger">For failures of the store. Default: none.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public HistoryWriter(IHistoryStore store, HistoryOptions? options = null, TimeProvider? time = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _options, _time, _logger) = (store, options ?? new HistoryOptions(), time ?? TimeProvider.System, logger ?? NullLogger.Instance);
        _options.Validate();
        _waiting = Channel.CreateBounded<HistoryRow>(new BoundedChannelOptions(_options.Capacity) { SingleReader = true });
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>How many changes were dropped, since the store was too slow or away for too long.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The observer of one worker.</summary>
    /// <param name="chainId">The chain id.</param>
    /// <param name="actor">The role of the worker's results; a wallet that is inferer and forecaster has its results as an inferer.</param>
    public IWorkerObserver Of(string chainId, SubmissionActor actor)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        return new HistoryObserver(chainId, actor, _time, Add);
    }

    /// <summary>Writes what is queued, for at most a second, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _waiting.Writer.TryComplete();
        try
        {
            await _running.WaitAsync(LastWrite, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The store does not answer: what is queued is lost, as it is when the process is killed.
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Add(HistoryRow row)
    {
        if (!_waiting.Writer.TryWrite(row) && Interlocked.Increment(ref _dropped) is var dropped && (dropped & (dropped - 1)) == 0)
            HistoryLog.Dropped(_logger, dropped);
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                var rows = new List<HistoryRow>();
                while (rows.Count < MaxBatch && _waiting.Reader.TryRead(out var row))
                    rows.Add(row);
                await WriteAsync(rows).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed while the store did not answer.
        }
    }

    private async Task WriteAsync(List<HistoryRow> rows)
    {
        while (true)
        {
            try
            {
                await _store.WriteAsync(rows, _stop.Token).ConfigureAwait(false);
                if (_prunedAt is null || _time.GetElapsedTime(_prunedAt.Value) >= PruneInterval)
                {
                    _prunedAt = _time.GetTimestamp();
                    await _store.PruneAsync(_time.GetUtcNow() - _options.Retention, _stop.Token).ConfigureAwait(false);
                }

                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
            {
                HistoryLog.Failed(_logger, exception.Message, rows.Count);
                await Task.Delay(Pause, _time, _stop.Token).ConfigureAwait(false);
            }
        }
    }
}
