using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>A topic's window for reputers, and whether an address may use it (GetReputerSubmissionWindowStatus).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The reputer to ask for; null to leave out whether one is registered and permitted.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses the question, or could not be asked.</exception>
    public Task<SubmissionWindow> GetReputerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default) =>
        AskAsync((schema, calls) => schema.GetWindowAsync(calls, WindowSide.Reputer, topicId, address, cancellationToken), cancellationToken);

    /// <summary>The nonces (heights, blocks) of the topic that take losses now, none where none does (GetOpenReputerSubmissionWindows).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses the question, or could not be asked.</exception>
    public Task<IReadOnlyList<long>> GetOpenReputerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        AskAsync((schema, calls) => schema.GetOpenNoncesAsync(calls, WindowSide.Reputer, topicId, cancellationToken), cancellationToken);

    /// <summary>What the network made of a nonce's inferences (GetNetworkInferencesAtBlock); without values while there is nothing.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="nonce">The nonce: the height (blocks) at whose end the window of the inferences opened.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses the question, or could not be asked.</exception>
    public Task<NetworkInference> GetNetworkInferenceAsync(ulong topicId, long nonce, CancellationToken cancellationToken = default) =>
        AskAsync((schema, calls) => schema.GetNetworkInferenceAsync(calls, topicId, nonce, cancellationToken), cancellationToken);

    /// <summary>The addresses whose inferences the chain keeps for a nonce, or for the newest closed one where none is named.</summary>
    internal Task<IReadOnlyList<string>> GetInferersAsync(ulong topicId, long? nonce, CancellationToken cancellationToken) =>
        AskAsync((schema, calls) => schema.GetInferersAsync(calls, topicId, nonce, cancellationToken), cancellationToken);

    /// <summary>The emissions module's parameters.</summary>
    internal Task<EmissionsParams> GetEmissionsParamsAsync(CancellationToken cancellationToken) =>
        AskAsync((schema, calls) => schema.GetParamsAsync(calls, cancellationToken), cancellationToken);

    /// <summary>What a reputer has in stake, delegations included, and what the chain requires before it takes losses (uallo).</summary>
    internal async Task<(UAllo Stake, UAllo Required)> GetReputerStakeAsync(ulong topicId, string address, CancellationToken cancellationToken)
    {
        var stake = await AskAsync((schema, calls) => schema.GetReputerStakeAsync(calls, topicId, address, cancellationToken), cancellationToken).ConfigureAwait(false);
        return (stake, (await GetEmissionsParamsAsync(cancellationToken).ConfigureAwait(false)).RequiredMinimumStake);
    }

    /// <summary>A reputer's own stake in a topic, delegations left out (uallo).</summary>
    internal Task<UAllo> GetOwnStakeAsync(ulong topicId, string address, CancellationToken cancellationToken) =>
        AskAsync((schema, calls) => schema.GetOwnStakeAsync(calls, topicId, address, cancellationToken), cancellationToken);
}
