using Allora.Sdk.Values;
using GetParamsRequest = Allora.Sdk.Protos.Emissions.V10.GetParamsRequest;
using GetReputerScoreEmaRequest = Allora.Sdk.Protos.Emissions.V10.GetReputerScoreEmaRequest;
using GetReputerStakeInTopicRequest = Allora.Sdk.Protos.Emissions.V10.GetReputerStakeInTopicRequest;
using GetStakeFromReputerInTopicInSelfRequest = Allora.Sdk.Protos.Emissions.V10.GetStakeFromReputerInTopicInSelfRequest;
using GetUnfulfilledReputerNoncesRequest = Allora.Sdk.Protos.Emissions.V10.GetUnfulfilledReputerNoncesRequest;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>The queries of reputers.</summary>
internal abstract partial class EmissionsSchema
{
    public abstract Task<NetworkInference> GetNetworkInferenceAsync(IChainCalls calls, ulong topicId, long nonce, CancellationToken cancellationToken);

    public abstract Task<NetworkInference> GetLatestNetworkInferenceAsync(IChainCalls calls, ulong topicId, CancellationToken cancellationToken);

    public async Task<UAllo> GetReputerStakeAsync(IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetReputerStakeInTopicRequest { TopicId = topicId, Address = address };
        return (await calls.CallAsync(_methods.ReputerStake, request, cancellationToken).ConfigureAwait(false)).Value;
    }

    /// <summary>The stake, and the height that it was computed at; 0 if the node does not report it.</summary>
    public async Task<(UAllo Stake, long Height)> GetOwnStakeAsync(IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetStakeFromReputerInTopicInSelfRequest { TopicId = topicId, ReputerAddress = address };
        var (answer, height) = await calls.CallWithHeightAsync(_methods.OwnStake, request, cancellationToken).ConfigureAwait(false);
        return (answer.Value, height);
    }

    public async Task<IReadOnlyList<long>> GetUnfulfilledReputerNoncesAsync(IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        var request = new GetUnfulfilledReputerNoncesRequest { TopicId = topicId };
        var reply = await calls.CallAsync(_methods.UnfulfilledReputerNonces, request, cancellationToken).ConfigureAwait(false);
        return reply.Nonces is { } open ? [.. open.Nonces.Select(static nonce => nonce.ReputerNonce?.BlockHeight ?? 0)] : [];
    }

    public async Task<long> GetNewestReputerNonceAsync(IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetReputerScoreEmaRequest { TopicId = topicId, Reputer = address };
        return (await calls.CallAsync(_methods.ReputerScoreEma, request, cancellationToken).ConfigureAwait(false)).Score?.BlockHeight ?? 0;
    }

    public async Task<EmissionsParams> GetParamsAsync(IChainCalls calls, CancellationToken cancellationToken) =>
        (await calls.CallAsync(_methods.Params, new GetParamsRequest(), cancellationToken).ConfigureAwait(false)).Value;
}
