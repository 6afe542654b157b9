using Allora.Sdk.Values;
using GetOpenReputerSubmissionWindowsRequest = Allora.Sdk.Protos.Emissions.V10.GetOpenReputerSubmissionWindowsRequest;
using GetParamsRequest = Allora.Sdk.Protos.Emissions.V10.GetParamsRequest;
using GetReputerStakeInTopicRequest = Allora.Sdk.Protos.Emissions.V10.GetReputerStakeInTopicRequest;
using GetReputerSubmissionWindowStatusRequest = Allora.Sdk.Protos.Emissions.V10.GetReputerSubmissionWindowStatusRequest;
using GetStakeFromReputerInTopicInSelfRequest = Allora.Sdk.Protos.Emissions.V10.GetStakeFromReputerInTopicInSelfRequest;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>What reputers ask.</summary>
internal abstract partial class EmissionsSchema
{
    public abstract Task<NetworkInference> GetNetworkInferenceAsync(IChainCalls calls, ulong topicId, long nonce, CancellationToken cancellationToken);

    public async Task<ReputerWindow> GetReputerWindowAsync(IChainCalls calls, ulong topicId, string? address, CancellationToken cancellationToken)
    {
        var request = new GetReputerSubmissionWindowStatusRequest { TopicId = topicId, Address = address ?? "" };
        var (status, height) = await calls.CallWithHeightAsync(_methods.ReputerWindowStatus, request, cancellationToken).ConfigureAwait(false);
        return new ReputerWindow
        {
            TopicId = topicId,
            IsOpen = status.IsOpen,
            Nonce = status.CurrentNonceBlockHeight,
            Start = status.WindowStartBlock,
            End = status.WindowEndBlock,
            NextStart = status.NextWindowStartBlock,
            NextEnd = status.NextWindowEndBlock,
            IsRegistered = status.IsRegistered,
            IsWhitelisted = status.IsWhitelisted,
            IsTopicActive = status.IsTopicActive,
            Height = height,
        };
    }

    public async Task<IReadOnlyList<long>> GetOpenReputerNoncesAsync(IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        var request = new GetOpenReputerSubmissionWindowsRequest { TopicId = topicId };
        var reply = await calls.CallAsync(_methods.OpenReputerWindows, request, cancellationToken).ConfigureAwait(false);
        return reply.Nonces is { } open ? [.. open.Nonces.Select(nonce => nonce.ReputerNonce.BlockHeight)] : [];
    }

    public async Task<UAllo> GetReputerStakeAsync(IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetReputerStakeInTopicRequest { TopicId = topicId, Address = address };
        return Amount((await calls.CallAsync(_methods.ReputerStake, request, cancellationToken).ConfigureAwait(false)).Amount);
    }

    public async Task<UAllo> GetOwnStakeAsync(IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetStakeFromReputerInTopicInSelfRequest { TopicId = topicId, ReputerAddress = address };
        return Amount((await calls.CallAsync(_methods.OwnStake, request, cancellationToken).ConfigureAwait(false)).Amount);
    }

    public async Task<EmissionsParams> GetParamsAsync(IChainCalls calls, CancellationToken cancellationToken)
    {
        var read = (await calls.CallAsync(_methods.Params, new GetParamsRequest(), cancellationToken).ConfigureAwait(false)).Params;
        return new EmissionsParams(read?.RequiredMinimumStake ?? "", read?.MaxElementsPerForecast ?? 0);
    }

    private static UAllo Amount(string text) => UAllo.TryParse(text, out var amount) ? amount : default;
}
