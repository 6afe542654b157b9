using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Encodings;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>A topic as it is on chain (GetTopic).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">There is none (<see cref="AlloraErrorReason.UnknownTopic"/>), or the chain could not be asked.</exception>
    public Task<TopicInfo> GetTopicAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        AskAsync((schema, calls) => schema.GetTopicAsync(calls, topicId, cancellationToken), cancellationToken);

    /// <summary>A topic's submission window, and whether an address may use it (GetWorkerSubmissionWindowStatus).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker to ask for; null to leave out whether one is registered and permitted.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses the question, or could not be asked.</exception>
    public Task<SubmissionWindow> GetWorkerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default) =>
        AskAsync((schema, calls) => schema.GetWindowAsync(calls, WindowSide.Worker, topicId, address, cancellationToken), cancellationToken);

    /// <summary>The nonces (heights, blocks) of the topic that take payloads now, none where none does (GetOpenWorkerSubmissionWindows).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses the question, or could not be asked.</exception>
    public Task<IReadOnlyList<long>> GetOpenWorkerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        AskAsync((schema, calls) => schema.GetOpenNoncesAsync(calls, WindowSide.Worker, topicId, cancellationToken), cancellationToken);

    /// <summary>Whether an address is registered as a worker of a topic (IsWorkerRegisteredInTopicId).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker's address.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">There is no such topic, or the chain could not be asked.</exception>
    public Task<bool> IsWorkerRegisteredAsync(ulong topicId, string address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AskAsync((schema, calls) => schema.IsWorkerRegisteredAsync(calls, topicId, address, cancellationToken), cancellationToken);
    }

    /// <summary>Whether the chain's and the topic's lists permit an address to submit payloads (CanSubmitWorkerPayload).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker's address.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses the question, or could not be asked.</exception>
    public Task<bool> CanSubmitWorkerPayloadAsync(ulong topicId, string address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AskAsync(
            (schema, calls) => schema.CanSubmitWorkerPayloadAsync(calls, topicId, address, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Whether an address's inference for a nonce is in a block already (GetWorkerLatestInputInferenceByTopicId, IsWorkerNonceUnfulfilled); null when
    /// the chain cannot tell: where the window has closed, and on networks of emissions v9 where it shows none.
    /// </summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker's address.</param>
    /// <param name="nonce">The window's nonce: the height (blocks) at whose end it opened.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses the question, or could not be asked.</exception>
    public Task<bool?> HasSubmittedAsync(ulong topicId, string address, long nonce, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AskAsync((schema, calls) => schema.HasSubmittedAsync(calls, topicId, address, nonce, cancellationToken), cancellationToken);
    }

    /// <summary>The version of the emissions module that the chain speaks, such as "v10"; found by asking, then remembered until it changes.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain speaks no version that is known here (<see cref="AlloraErrorReason.WrongSchema"/>), or could not be asked.</exception>
    public async Task<string> GetSchemaNameAsync(CancellationToken cancellationToken = default) =>
        (await GetSchemaAsync(cancellationToken).ConfigureAwait(false)).Name;

    /// <summary>The version of the emissions module that the chain speaks; found by asking, then remembered.</summary>
    internal ValueTask<EmissionsSchema> GetSchemaAsync(CancellationToken cancellationToken = default) =>
        _schemas.GetAsync(cancellationToken);

    /// <summary>Makes the next question find out the version again, as after an upgrade.</summary>
    internal void InvalidateSchema() => _schemas.Forget();

    // A chain that was upgraded under way does not know the service any more: find out what it speaks now, and ask once more.
    private async Task<T> AskAsync<T>(Func<EmissionsSchema, ChainCalls, Task<T>> ask, CancellationToken cancellationToken)
    {
        var schema = await _schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ask(schema, _calls).ConfigureAwait(false);
        }
        catch (AlloraException failure) when (failure.Reason == AlloraErrorReason.WrongSchema)
        {
            _schemas.Forget(schema);
            var now = await _schemas.GetAsync(cancellationToken).ConfigureAwait(false);
            if (now == schema)
                throw;
            return await ask(now, _calls).ConfigureAwait(false);
        }
    }
}
