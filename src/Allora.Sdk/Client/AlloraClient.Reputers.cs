using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>Gets a topic's window for reputers, and whether an address may use it (GetReputerSubmissionWindowStatus).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The reputer to check; null for no check of registration and permission.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<SubmissionWindow> GetReputerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default) =>
        QueryAsync((schema, calls) => schema.GetWindowAsync(calls, WindowSide.Reputer, topicId, address, cancellationToken), cancellationToken);

    /// <summary>Gets the nonces (heights, blocks) of the topic that accept losses now, if any (GetOpenReputerSubmissionWindows).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<IReadOnlyList<long>> GetOpenReputerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        QueryAsync((schema, calls) => schema.GetOpenNoncesAsync(calls, WindowSide.Reputer, topicId, cancellationToken), cancellationToken);

    /// <summary>Gets the network's inferences of a nonce (GetNetworkInferencesAtBlock); without values until there are some.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="nonce">The nonce: the height (blocks) at whose end the window of the inferences opened.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<NetworkInference> GetNetworkInferenceAsync(ulong topicId, long nonce, CancellationToken cancellationToken = default) =>
        QueryAsync((schema, calls) => schema.GetNetworkInferenceAsync(calls, topicId, nonce, cancellationToken), cancellationToken);

    /// <summary>Gets the network's inferences of the newest nonce that has some (GetLatestNetworkInferences); nonce 0 without values until there are some.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<NetworkInference> GetLatestNetworkInferenceAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        QueryAsync((schema, calls) => schema.GetLatestNetworkInferenceAsync(calls, topicId, cancellationToken), cancellationToken);

    /// <summary>The nonces of a topic that the chain has not closed for losses, also those that do not accept them yet or any more.</summary>
    internal Task<IReadOnlyList<long>> GetUnfulfilledReputerNoncesAsync(ulong topicId, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetUnfulfilledReputerNoncesAsync(calls, topicId, cancellationToken), cancellationToken);

    /// <summary>The newest nonce for which the chain ever accepted losses of a reputer; 0 if there is none.</summary>
    internal Task<long> GetNewestReputerNonceAsync(ulong topicId, string address, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetNewestReputerNonceAsync(calls, topicId, address, cancellationToken), cancellationToken);

    /// <summary>The addresses whose inferences the chain keeps for a nonce, or for the newest closed one if none is given.</summary>
    internal Task<IReadOnlyList<string>> GetInferersAsync(ulong topicId, long? nonce, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetInferersAsync(calls, topicId, nonce, cancellationToken), cancellationToken);

    /// <summary>The emissions module's parameters.</summary>
    internal Task<EmissionsParams> GetEmissionsParamsAsync(CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetParamsAsync(calls, cancellationToken), cancellationToken);

    /// <summary>A reputer's stake, delegations included, and the least stake for losses to be accepted (uallo).</summary>
    internal async Task<(UAllo Stake, UAllo Required)> GetReputerStakeAsync(ulong topicId, string address, CancellationToken cancellationToken)
    {
        var stake = await QueryAsync((schema, calls) => schema.GetReputerStakeAsync(calls, topicId, address, cancellationToken), cancellationToken).ConfigureAwait(false);
        return (stake, (await GetEmissionsParamsAsync(cancellationToken).ConfigureAwait(false)).RequiredMinimumStake);
    }

    /// <summary>A reputer's own stake in a topic, without delegations (uallo), and the height that it was computed at; 0 if the node does not report it.</summary>
    internal Task<(UAllo Stake, long Height)> GetOwnStakeAsync(ulong topicId, string address, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetOwnStakeAsync(calls, topicId, address, cancellationToken), cancellationToken);
}
