using Allora.Sdk.DevNet.Diagnostics;
using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Hosting;
using Allora.Sdk.DevNet.Options;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet;

/// <summary>
/// Replaces the nodes when the height of a planned upgrade is reached: all stop before that block, are away, and come back on their addresses
/// with the other version, which makes the block itself.
/// </summary>
internal sealed class NodeReplacement : IAsyncDisposable
{
    private readonly ChainEngine _engine;
    private readonly IReadOnlyList<DevNetNode> _nodes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<string> _tell;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource _done = NewSignal();

    public NodeReplacement(ChainEngine engine, IReadOnlyList<DevNetNode> nodes, DevNetOptions options, Action<string> tell)
    {
        (_engine, _nodes, _time, _logger, _tell) = (engine, nodes, options.TimeProvider, options.Logger(), tell);
        Manner = options.Upgrade.Checked();
        engine.UpgradeNeeded += Begin;
    }

    public DevNetUpgradeOptions Manner { get; set; }

    /// <summary>Ends with the next replacement, with its failure if there was one.</summary>
    public Task Next()
    {
        lock (_gate)
            return _done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _engine.UpgradeNeeded -= Begin;
        await _stop.CancelAsync().ConfigureAwait(false);
        Task running;
        lock (_gate)
            running = _running;
        await running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Begin()
    {
        lock (_gate)
        {
            if (_running.IsCompleted && !_stop.IsCancellationRequested)
                _running = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        Exception? failure = null;
        try
        {
            await ReplaceAsync(Manner).ConfigureAwait(false);
        }
        catch (OperationCanceledException canceled) when (_stop.IsCancellationRequested)
        {
            failure = canceled;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            DevNetEvents.UpgradeFailed(_logger, _engine.Committed.Height, error);
            failure = error;
        }

        TaskCompletionSource done;
        lock (_gate)
            (done, _done) = (_done, NewSignal());
        if (failure is null)
            done.TrySetResult();
        else if (failure is OperationCanceledException)
            done.TrySetCanceled();
        else
            done.TrySetException(failure);
    }

    private async Task ReplaceAsync(DevNetUpgradeOptions manner)
    {
        _tell("upgrading");
        foreach (var node in _nodes)
            await node.StopAsync().ConfigureAwait(false);
        await Task.Delay(manner.Downtime, _time, _stop.Token).ConfigureAwait(false);
        if (manner.LoseMempool)
        {
            _engine.LoseMempool();
            _tell("mempool_lost");
        }

        PlannedVersions.Install(_engine);
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (i > 0 && manner.Spacing > TimeSpan.Zero)
                await Task.Delay(manner.Spacing, _time, _stop.Token).ConfigureAwait(false);
            await _nodes[i].StartAsync(_stop.Token).ConfigureAwait(false);
            // A node serves before it makes a block.
            PlannedVersions.Resume(_engine);
        }

        _tell("upgraded");
    }
}
