using Allora.Sdk.Values;
using GetParamsRequest = Allora.Sdk.Protos.Emissions.V10.GetParamsRequest;
using GetReputerStakeInTopicRequest = Allora.Sdk.Protos.Emissions.V10.GetReputerStakeInTopicRequest;
using GetStakeFromReputerInTopicInSelfRequest = Allora.Sdk.Protos.Emissions.V10.GetStakeFromReputerInTopicInSelfRequest;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>The queries of reputers.</summary>
internal abstract partial class EmissionsSchema
{
    public abstract Task<NetworkInference> GetNetworkInferenceAsync(IChainCalls calls, ulong topicId, long nonce, CancellationToken cancellationToken);

    public async Task<UAllo> GetReputerStakeAsync(IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetReputerStakeInTopicRequest { TopicId = topicId, Address = address };
        return (await calls.CallAsync(_methods.ReputerStake, request, cancellationToken).ConfigureAwait(false)).Value;
    }

    public async Task<UAllo> GetOwnStakeAsync(IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetStakeFromReputerInTopicInSelfRequest { TopicId = topicId, ReputerAddress = address };
        return (await calls.CallAsync(_methods.OwnStake, request, cancellationToken).ConfigureAwait(false)).Value;
    }

    public async Task<EmissionsParams> GetParamsAsync(IChainCalls calls, CancellationToken cancellationToken) =>
        (await calls.CallAsync(_methods.Params, new GetParamsRequest(), cancellationToken).ConfigureAwait(false)).Value;
}
