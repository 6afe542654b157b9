using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Registers the wallet in the topic, once at a time.</summary>
internal sealed class Registration(WorkerParts parts)
{
    private const long BlocksToLive = 30;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _notBefore;

    /// <summary>False for a while after a failure, longer each time: a failure in a block burns its fee.</summary>
    public bool IsDue => parts.Client.Time.GetUtcNow() >= _notBefore;

    /// <summary>True where the wallet is registered afterwards.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var topic = parts.Options.TopicId;
        WorkerLog.Registering(parts.Logger, topic, parts.Wallet.Address, parts.Role.Title);
        var height = (await parts.Client.GetBlockHeaderAsync(0, cancellationToken).ConfigureAwait(false)).Height;
        var request = new SendRequest
        {
            Purpose = parts.Role.RegistrationPurpose,
            TopicId = topic,
            Messages = parts.Role.RegisterAsync,
            TimeoutHeight = (ulong)(height + BlocksToLive),
            Fees = parts.Options.Fees,
            Clock = new StageClock(parts.Client.Time, parts.Client.Time.GetTimestamp()),
        };
        switch (await parts.Session.Sender.SendAsync(request, cancellationToken).ConfigureAwait(false))
        {
            case Refused refused:
                return Failed(refused.Reason, refused.Message);
            case Sent { Transaction: var sent }:
                var delivery = new Delivery(parts.Session, parts.Blocks, request, sent);
                return Ended(await delivery.FollowAsync(cancellationToken).ConfigureAwait(false));
            case var unknown:
                throw new InvalidOperationException($"unknown outcome {unknown}");
        }
    }

    /// <summary>Follows a registration whose bytes left in an earlier run.</summary>
    public async Task<bool> FollowAsync(PendingTransaction sent, CancellationToken cancellationToken) =>
        Ended(await parts.Session.Watcher.WatchAsync(sent, sendAtOnce: true, mayReplace: false, cancellationToken).ConfigureAwait(false));

    private bool Ended(Confirmation fate)
    {
        switch (fate)
        {
            case InBlock { Receipt.Error: null, Included: var included }:
                WorkerLog.Registered(parts.Logger, parts.Options.TopicId, parts.Wallet.Address, included.Hash);
                return true;
            case InBlock { Receipt.Error: { } error }:
                return Failed(error.Reason, error.Log);
            case OutOfReach lost:
                return Failed(AlloraErrorReason.WindowEnded, lost.Why);
            default:
                throw new InvalidOperationException($"unknown fate {fate}");
        }
    }

    private bool Failed(AlloraErrorReason reason, string message)
    {
        if (reason == AlloraErrorReason.AlreadyRegistered)
            return true;
        WorkerLog.RegistrationFailed(parts.Logger, parts.Options.TopicId, message);
        _notBefore = parts.Client.Time.GetUtcNow() + _pause;
        _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
        return false;
    }
}
