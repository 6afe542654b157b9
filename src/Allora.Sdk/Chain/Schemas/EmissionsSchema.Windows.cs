using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>The submission windows of workers and of reputers.</summary>
internal abstract partial class EmissionsSchema
{
    public async Task<SubmissionWindow> GetWindowAsync(
        IChainCalls calls, WindowSide side, ulong topicId, string? address, CancellationToken cancellationToken)
    {
        var request = new GetWorkerSubmissionWindowStatusRequest { TopicId = topicId, Address = address ?? "" };
        var method = side == WindowSide.Worker ? _methods.WindowStatus : _methods.ReputerWindowStatus;
        var (status, height) = await calls.CallWithHeightAsync(method, request, cancellationToken).ConfigureAwait(false);
        return new SubmissionWindow
        {
            TopicId = topicId,
            Side = side,
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

    public async Task<IReadOnlyList<long>> GetOpenNoncesAsync(
        IChainCalls calls, WindowSide side, ulong topicId, CancellationToken cancellationToken)
    {
        if (side == WindowSide.Worker)
        {
            var workers = await calls.CallAsync(
                _methods.OpenWindows, new GetOpenWorkerSubmissionWindowsRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false);
            return workers.Nonces is { } open ? [.. open.Nonces_.Select(nonce => nonce.BlockHeight)] : [];
        }

        var reputers = await calls.CallAsync(
            _methods.OpenReputerWindows, new GetOpenReputerSubmissionWindowsRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false);
        return reputers.Nonces is { } judged ? [.. judged.Nonces.Select(nonce => nonce.ReputerNonce?.BlockHeight ?? 0).Where(static nonce => nonce > 0)] : [];
    }
}
