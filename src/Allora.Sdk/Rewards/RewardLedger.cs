using System.Globalization;
using System.Runtime.CompilerServices;
using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Nonces;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Rewards;

/// <summary>Which settlements are staked already, by the wallet's journal, and the staking of those that are not.</summary>
internal sealed class RewardLedger(
    AlloraClient client, AlloraWallet wallet, WalletSession session, RewardStakingOptions options, StakeTarget target, ILogger logger)
{
    private const string InfererPurpose = "stake-reward-inferer";
    private const string ForecasterPurpose = "stake-reward-forecaster";
    private const string HeightPurpose = "stake-reward-height";

    // What an answer says of a settlement that nothing was sent for.
    private const string NothingToStake = "kept";
    private const string NotDone = "";
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Under way, so that nobody takes them twice; what is done is in the journal.
    private readonly HashSet<(string Purpose, long Nonce)> _taken = [];
    private readonly NonceLedger _nonces = NonceLedger.Of(session, client.Time);
    private readonly string[] _purposes = [.. options.Roles.Select(PurposeOf).OfType<string>()];
    private readonly string _heightPurpose = options.Roles.Count > 1 ? HeightPurpose : $"{HeightPurpose}-{options.Roles[0]}".ToLowerInvariant();

    /// <summary>The height of the last settlement that an earlier run looked at; null where there was none.</summary>
    public long? LastSettlement =>
        long.TryParse(_nonces.AnswerOf(_heightPurpose, options.TopicId, 0), NumberStyles.None, CultureInfo.InvariantCulture, out var height) ? height : null;

    /// <summary>Takes the rewards of the topic for this ledger alone.</summary>
    /// <exception cref="InvalidOperationException">Another one stakes them: each would be staked twice.</exception>
    public IDisposable Claim()
    {
        var claims = new Claims(session, options.TopicId);
        foreach (var purpose in _purposes)
        {
            if (!claims.TryAdd(purpose))
            {
                claims.Dispose();
                throw new InvalidOperationException($"Rewards of topic {options.TopicId} for {wallet.Address} are staked already by another staker or worker of this client: leave one of them.");
            }
        }

        return claims;
    }

    /// <summary>Follows what an earlier run sent to its fate.</summary>
    public async IAsyncEnumerable<StakedReward> FinishAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unfinished = session.TakeUnfinished(options.TopicId, _purposes);
        foreach (var pending in unfinished)
            _taken.Add((pending.Purpose, pending.Nonce));
        foreach (var pending in unfinished)
        {
            var fate = await FollowAsync(pending, sendAtOnce: true, cancellationToken).ConfigureAwait(false);
            var amount = UAllo.TryParse(pending.Value, out var value) ? value : UAllo.Zero;
            // Where nothing of it can be included any more, it may be staked anew when its settlement is looked at.
            await _nonces.NoteAnswerAsync(pending.Purpose, options.TopicId, pending.Nonce, fate is OutOfReach ? NotDone : pending.Hash).ConfigureAwait(false);
            _taken.Remove((pending.Purpose, pending.Nonce));
            yield return Told(pending.Nonce, null, amount, pending.Hash, fate);
        }
    }

    /// <summary>Stakes what the wallet was paid; null where that was nothing, or is done already.</summary>
    public async Task<StakedReward?> StakeAsync(RewardSettlement settlement, CancellationToken cancellationToken)
    {
        if (settlement.TopicId != options.TopicId || PurposeOf(settlement.Role) is not { } purpose || !_purposes.Contains(purpose))
            return null;
        var paid = settlement.PaidTo(wallet.Address);
        if (paid == UAllo.Zero || IsDone(purpose, settlement.Nonce))
            return null;
        _taken.Add((purpose, settlement.Nonce));
        var staked = await StakeAsync(settlement, purpose, paid, cancellationToken).ConfigureAwait(false);
        _taken.Remove((purpose, settlement.Nonce));
        await _nonces.NoteAnswerAsync(_heightPurpose, options.TopicId, 0, settlement.Height.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        RewardLog.Settled(logger, staked.Status, staked.Amount.ToString(), settlement.TopicId, settlement.Nonce, staked.TransactionHash, staked.Message);
        return staked;
    }

    private async Task<StakedReward> StakeAsync(RewardSettlement settlement, string purpose, UAllo paid, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (outcome, amount) = await SendAsync(settlement, purpose, paid, cancellationToken).ConfigureAwait(false);
            if (outcome is Sent { Transaction: var sent })
            {
                // Before its fate is known: a run that begins here must not take the settlement for a new one.
                await _nonces.NoteAnswerAsync(purpose, options.TopicId, settlement.Nonce, sent.Hash).ConfigureAwait(false);
                var fate = await FollowAsync(sent, sendAtOnce: false, cancellationToken).ConfigureAwait(false);
                if (fate is InBlock || attempt == Attempts)
                    return Told(settlement.Nonce, settlement, amount, sent.Hash, fate);
            }
            else if (outcome is null)
            {
                await _nonces.NoteAnswerAsync(purpose, options.TopicId, settlement.Nonce, NothingToStake).ConfigureAwait(false);
                return new StakedReward { Settlement = settlement, Nonce = settlement.Nonce, Status = StakedRewardStatus.Kept, Amount = amount, Message = $"{amount} are left after the reserve of {options.FeeReserve}" };
            }
            else if (outcome is Refused refused && (!refused.IsTransient || attempt == Attempts))
            {
                return new StakedReward { Settlement = settlement, Nonce = settlement.Nonce, Status = StakedRewardStatus.Failed, Amount = amount, Message = refused.Message };
            }

            await Task.Delay(attempt * Pause, client.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    // The wallet's session follows what nobody waits for any more, and settles it.
    private async Task<Confirmation> FollowAsync(PendingTransaction sent, bool sendAtOnce, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Watcher.WatchAsync(sent, sendAtOnce, mayReplace: false, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            session.Adopt(sent);
            throw;
        }
    }

    private bool IsDone(string purpose, long nonce) =>
        _taken.Contains((purpose, nonce))
        || _nonces.IsSettled(purpose, options.TopicId, nonce)
        || _nonces.AnswerOf(purpose, options.TopicId, nonce) is { Length: > 0 };

    /// <summary>Null where nothing is worth staking.</summary>
    private async Task<(SendOutcome? Outcome, UAllo Amount)> SendAsync(RewardSettlement settlement, string purpose, UAllo paid, CancellationToken cancellationToken)
    {
        var amount = UAllo.Zero;
        try
        {
            var balance = await client.GetBalanceAsync(wallet.Address, cancellationToken).ConfigureAwait(false);
            var free = balance > options.FeeReserve ? balance - options.FeeReserve : UAllo.Zero;
            amount = paid < free ? paid : free;
            if (amount == UAllo.Zero || amount < options.MinimumAmount)
                return (null, amount);
            var height = (await client.GetBlockHeaderAsync(0, cancellationToken).ConfigureAwait(false)).Height;
            return (await session.Sender.SendAsync(RequestOf(settlement, purpose, amount, height), cancellationToken).ConfigureAwait(false), amount);
        }
        catch (AlloraException failure)
        {
            return (new Refused(failure.Reason, SubmissionStage.Signing, failure.Message, failure.IsTransient, failure.ChainError), amount);
        }
    }

    private SendRequest RequestOf(RewardSettlement settlement, string purpose, UAllo amount, long height) => new()
    {
        Purpose = purpose,
        TopicId = options.TopicId,
        Nonce = settlement.Nonce,
        Messages = async token =>
        {
            var schema = await client.GetSchemaAsync(token).ConfigureAwait(false);
            return [target.Stake(amount).Write(new MessageContext(schema.Name, wallet.Address, client.Network.Denom))];
        },
        TimeoutHeight = (ulong)(height + options.Transactions.BlocksToLive),
        Fees = options.Transactions.Fees,
        Simulate = options.Transactions.SimulateFirst,
        Value = amount.ToString(),
        Clock = new StageClock(client.Time, client.Time.GetTimestamp()),
    };

    private static StakedReward Told(long nonce, RewardSettlement? settlement, UAllo amount, string hash, Confirmation fate) => new()
    {
        Settlement = settlement,
        Nonce = nonce,
        Status = fate is InBlock { Receipt.Error: null } ? StakedRewardStatus.Staked : StakedRewardStatus.Failed,
        Amount = amount,
        TransactionHash = hash,
        Message = fate switch
        {
            InBlock { Receipt.Error: { } error } => error.Log,
            OutOfReach lost => lost.Why,
            _ => null,
        },
    };

    private static string? PurposeOf(RewardedRole role) => role switch
    {
        RewardedRole.Inferer => InfererPurpose,
        RewardedRole.Forecaster => ForecasterPurpose,
        _ => null,
    };

    /// <summary>What one ledger took of the session; given back at its end.</summary>
    private sealed class Claims(WalletSession session, ulong topicId) : IDisposable
    {
        private readonly List<string> _taken = [];

        public bool TryAdd(string purpose)
        {
            if (!session.TryClaim(purpose, topicId))
                return false;
            _taken.Add(purpose);
            return true;
        }

        public void Dispose() => _taken.ForEach(purpose => session.Unclaim(purpose, topicId));
    }
}
