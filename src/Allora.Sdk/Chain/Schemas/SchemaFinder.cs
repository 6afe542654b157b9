using Allora.Sdk.Chain.Errors;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Detects the version that the chain uses by querying the newest first, and caches it until it is reset.</summary>
internal sealed partial class SchemaFinder(IChainCalls calls, ILogger logger, CancellationToken lifetime) : IAsyncDisposable
{
    private static readonly EmissionsSchema[] NewestFirst = [new EmissionsSchemaV10(), new EmissionsSchemaV9()];

    private readonly Lock _gate = new();
    private Task<EmissionsSchema>? _found;
    private Task _rechecking = Task.CompletedTask;

    /// <summary>The chain's version. Concurrent callers share one query.</summary>
    public ValueTask<EmissionsSchema> GetAsync(CancellationToken cancellationToken)
    {
        Task<EmissionsSchema> found;
        lock (_gate)
        {
            if (_found is null or { IsFaulted: true } or { IsCanceled: true })
                _found = Task.Run(FindAsync, CancellationToken.None);
            found = _found;
        }

        // One caller's cancellation must not affect the others.
        return found.IsCompletedSuccessfully ? new(found.Result) : new(found.WaitAsync(cancellationToken));
    }

    /// <summary>Resets the version, so that it is detected again.</summary>
    public void Forget()
    {
        lock (_gate)
            _found = null;
    }

    /// <summary>Resets this version, unless another one has replaced it already.</summary>
    public void Forget(EmissionsSchema wrong)
    {
        lock (_gate)
        {
            if (_found is { IsCompletedSuccessfully: true } found && found.Result == wrong)
                _found = null;
        }
    }

    /// <summary>Detects the version again in the background, such as when another connection may lead to an upgraded node; until then the old version is used.</summary>
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
            // The old version stays: if it is wrong, the chain returns an error to its user.
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
            $"The node has none of emissions {string.Join(", ", NewestFirst.Select(schema => schema.Name))}: is it an Allora chain?");
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

    [LoggerMessage(EventId = 1151, Level = LogLevel.Debug, Message = "The chain's emissions version could not be checked again: {Reason}")]
    private static partial void LogNotRechecked(ILogger logger, string reason);

    [LoggerMessage(EventId = 1150, Level = LogLevel.Information, Message = "The chain uses emissions {Schema}")]
    private static partial void LogFound(ILogger logger, string schema);
}
