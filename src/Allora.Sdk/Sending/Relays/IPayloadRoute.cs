using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;

namespace Allora.Sdk.Sending.Relays;

/// <summary>How a worker's payloads reach the chain: in transactions of its own wallet, or of others.</summary>
internal interface IPayloadRoute
{
    /// <summary>Sends the payload of a request. Errors of the chain or the network are returned.</summary>
    Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken);

    /// <summary>Follows a transaction of <see cref="SendAsync"/>, or of an earlier run, until its outcome is known.</summary>
    Task<Confirmation> FollowAsync(PendingTransaction sent, bool sendAtOnce, bool mayReplace, CancellationToken cancellationToken);
}

/// <summary>Transactions of the worker's own wallet.</summary>
internal sealed class OwnRoute(WalletSession session) : IPayloadRoute
{
    public Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken) => session.Sender.SendAsync(request, cancellationToken);

    public Task<Confirmation> FollowAsync(PendingTransaction sent, bool sendAtOnce, bool mayReplace, CancellationToken cancellationToken) =>
        session.FollowAsync(sent, sendAtOnce, mayReplace, cancellationToken);
}
