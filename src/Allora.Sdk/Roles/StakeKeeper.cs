using System.Globalization;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Roles;

/// <summary>Keeps a reputer's own stake at the minimum that was asked for. It runs between payloads, never before one that is due.</summary>
internal sealed class StakeKeeper(WorkerParts parts)
{
    private const string StakePurpose = "stake-minimum";
    private const long BlocksToLive = 30;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _notBefore;

    /// <summary>Looks at the stake, and adds what is missing.</summary>
    /// <returns>True where stake was added.</returns>
    /// <exception cref="AlloraException">The chain cannot be asked.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (parts.Options is not { MinimumStake: { } minimum, DryRun: false } || parts.Client.Time.GetUtcNow() < _notBefore)
            return false;
        foreach (var earlier in parts.Session.TakeUnfinished(parts.Options.TopicId, StakePurpose))
            await FollowAsync(earlier, sendAtOnce: true, cancellationToken).ConfigureAwait(false);
        var own = await parts.Client.GetOwnStakeAsync(parts.Options.TopicId, parts.Wallet.Address, cancellationToken).ConfigureAwait(false);
        return own < minimum && await AddAsync(new UAllo(minimum.Value - own.Value), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> AddAsync(UAllo missing, CancellationToken cancellationToken)
    {
        RoleLog.Staking(parts.Logger, parts.Options.TopicId, missing.ToString());
        var height = (await parts.Client.GetBlockHeaderAsync(0, cancellationToken).ConfigureAwait(false)).Height;
        var outcome = await parts.Session.Sender.SendAsync(
            new SendRequest
            {
                Purpose = StakePurpose,
                TopicId = parts.Options.TopicId,
                Messages = token => MessagesAsync(missing, token),
                TimeoutHeight = (ulong)(height + BlocksToLive),
                Fees = parts.Options.Fees,
                Value = missing.ToString(),
                Clock = new StageClock(parts.Client.Time, parts.Client.Time.GetTimestamp()),
            },
            cancellationToken).ConfigureAwait(false);
        return outcome is Sent sent
            ? await FollowAsync(sent.Transaction, sendAtOnce: false, cancellationToken).ConfigureAwait(false)
            : Failed(outcome is Refused refused ? refused.Message : $"unknown outcome {outcome}");
    }

    private async ValueTask<IReadOnlyList<TransactionMessage>> MessagesAsync(UAllo amount, CancellationToken cancellationToken)
    {
        var schema = await parts.Client.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
        return [schema.Payloads.AddStake(parts.Wallet.Address, parts.Options.TopicId, amount.Value.ToString(CultureInfo.InvariantCulture))];
    }

    private async Task<bool> FollowAsync(PendingTransaction sent, bool sendAtOnce, CancellationToken cancellationToken)
    {
        var fate = await parts.Session.Watcher.WatchAsync(sent, sendAtOnce, mayReplace: false, cancellationToken).ConfigureAwait(false);
        if (fate is not InBlock { Receipt.Error: null })
            return Failed(fate is InBlock { Receipt.Error: { } error } ? error.Log : ((OutOfReach)fate).Why);
        _pause = FirstPause;
        RoleLog.Staked(parts.Logger, parts.Options.TopicId, sent.Value ?? "", sent.Hash);
        return true;
    }

    // A failure in a block burns its fee: each further try waits longer.
    private bool Failed(string message)
    {
        RoleLog.StakingFailed(parts.Logger, parts.Options.TopicId, message);
        _notBefore = parts.Client.Time.GetUtcNow() + _pause;
        _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
        return false;
    }
}
