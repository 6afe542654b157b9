using Allora.Sdk.Chain.Errors;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Finds out which version the chain speaks, by asking it newest first, and remembers the answer until told to forget.</summary>
internal sealed partial class SchemaFinder(IChainCalls calls, ILogger logger, CancellationToken lifetime) : IAsyncDisposable
{
    private static readonly EmissionsSchema[] NewestFirst = [new EmissionsSchemaV10(), new EmissionsSchemaV9()];

    private readonly Lock _gate = new();
    private Task<EmissionsSchema>? _found;
    private Task _rechecking = Task.CompletedTask;

    /// <summary>The chain's version. However many callers wait, the chain is asked once.</summary>
    public ValueTask<EmissionsSchema> GetAsync(CancellationToken cancellationToken)
    {
        Task<EmissionsSchema> found;
        lock (_gate)
        {
            if (_found is null or { IsFaulted: true } or { IsCanceled: true })
                _found = Task.Run(FindAsync, CancellationToken.None);
            found = _found;
        }

        // One caller's cancellation must not spoil the answer for the others.
        return found.IsCompletedSuccessfully ? new(found.Result) : new(found.WaitAsync(cancellationToken));
    }

    /// <summary>Forgets the answer, so that the chain is asked again.</summary>
    public void Forget()
    {
        lock (_gate)
            _found = null;
    }

    /// <summary>Forgets this answer, unless another one has taken its place already.</summary>
    public void Forget(EmissionsSchema wrong)
    {
        lock (_gate)
        {
            if (_found is { IsCompletedSuccessfully: true } found && found.Result == wrong)
                _found = null;
        }
    }

    /// <summary>Asks again beside the callers, as when another connection may lead to an upgraded node; until then the old answer holds.</summary>
    public void Recheck()
    {
        lock (_gate)
        {
            if (_found is { IsCompletedSuccessfully: true } found && _rechecking.IsCompleted && !lifetime.IsCancellationRequested)
                _rechecking = Task.Run(() => RecheckAsync(found), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task rechecking;
        lock (_gate)
            rechecking = _rechecking;
        await rechecking.ConfigureAwait(false);
    }

    private async Task RecheckAsync(Task<EmissionsSchema> known)
    {
        try
        {
            var now = await FindAsync().ConfigureAwait(false);
            var before = await known.ConfigureAwait(false);
            lock (_gate)
            {
                if (_found == known && now != before)
                    _found = Task.FromResult(now);
            }
        }
        catch (Exception failure) when (failure is AlloraException or OperationCanceledException or ObjectDisposedException)
        {
            // The old answer stays: whoever uses it is told by the chain if it is wrong.
            LogNotRechecked(logger, failure.Message);
        }
    }

    private async Task<EmissionsSchema> FindAsync()
    {
        foreach (var schema in NewestFirst)
        {
            if (await SpeaksAsync(schema).ConfigureAwait(false))
            {
                LogFound(logger, schema.Name);
                return schema;
            }
        }

        throw new AlloraException(
            AlloraErrorReason.WrongSchema,
            isTransient: true,
            $"The node knows none of emissions {string.Join(", ", NewestFirst.Select(schema => schema.Name))}: is it an Allora chain?");
    }

    private async Task<bool> SpeaksAsync(EmissionsSchema schema)
    {
        try
        {
            await schema.ProbeAsync(calls, lifetime).ConfigureAwait(false);
            return true;
        }
        catch (AlloraException failure) when (failure.InnerException is RpcException call && StatusErrors.IsUnknownService(call.Status))
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 1151, Level = LogLevel.Debug, Message = "Which emissions the chain speaks could not be checked again: {Reason}")]
    private static partial void LogNotRechecked(ILogger logger, string reason);

    [LoggerMessage(EventId = 1150, Level = LogLevel.Information, Message = "The chain speaks emissions {Schema}")]
    private static partial void LogFound(ILogger logger, string schema);
}
