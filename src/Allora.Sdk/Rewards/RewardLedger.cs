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

/// <summary>The settlements that are staked already, by the wallet's journal, and the staking of the others.</summary>
internal sealed class RewardLedger(
    AlloraClient client, AlloraWallet wallet, WalletSession session, RewardStakingOptions options, StakeTarget target, ILogger logger)
{
    private const string InfererPurpose = "stake-reward-inferer";
    private const string ForecasterPurpose = "stake-reward-forecaster";
    private const string HeightPurpose = "stake-reward-height";

    // The answer in the journal for a settlement without a transaction.
    private const string NothingToStake = "kept";
    private const string NotDone = "";
    private const int Attempts = 5;

    // In progress, so that none is staked twice; finished ones are in the journal.
    private readonly HashSet<(string Purpose, long Nonce)> _taken = [];
    private readonly RewardProof _proof = new(client, wallet.Address);
    private readonly NonceLedger _nonces = NonceLedger.Of(session, client.Time);
    private readonly string[] _purposes = [.. options.Roles.Select(PurposeOf).OfType<string>()];
    private readonly string _heightPurpose = options.Roles.Count > 1 ? HeightPurpose : $"{HeightPurpose}-{options.Roles[0]}".ToLowerInvariant();

    /// <summary>The height of the last settlement that an earlier run handled; null if there was none.</summary>
    public long? LastSettlement =>
        long.TryParse(_nonces.AnswerOf(_heightPurpose, options.TopicId, 0), NumberStyles.None, CultureInfo.InvariantCulture, out var height) ? height : null;

    /// <summary>Reserves the rewards of the topic for this ledger.</summary>
    /// <exception cref="InvalidOperationException">Another ledger stakes them: each would be staked twice.</exception>
    public IDisposable Claim()
    {
        var claims = new Claims(session, options.TopicId);
        foreach (var purpose in _purposes)
        {
            if (!claims.TryAdd(purpose))
            {
                claims.Dispose();
                throw new InvalidOperationException($"Rewards of topic {options.TopicId} for {wallet.Address} are staked already by another staker or worker of this client: remove one of them.");
            }
        }

        return claims;
    }

    /// <summary>Follows the transactions of an earlier run to their outcome.</summary>
    public async IAsyncEnumerable<StakedReward> FinishAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unfinished = session.TakeUnfinished(options.TopicId, _purposes);
        foreach (var pending in unfinished)
            _taken.Add((pending.Purpose, pending.Nonce));
        foreach (var pending in unfinished)
        {
            var outcome = await new Errand(client, session).ResumeAsync(pending, cancellationToken).ConfigureAwait(false);
            var amount = UAllo.TryParse(pending.Value, out var value) ? value : UAllo.Zero;
            // If none of its bytes can be included any more, it may be staked again when its settlement is read.
            await _nonces.NoteAnswerAsync(pending.Purpose, options.TopicId, pending.Nonce, outcome.Confirmation is Expired ? NotDone : pending.Hash).ConfigureAwait(false);
            _taken.Remove((pending.Purpose, pending.Nonce));
            yield return Reported(pending.Nonce, null, amount, outcome);
        }
    }

    /// <summary>Stakes the payment of a settlement; null if there was none, or if it is staked already.</summary>
    public async Task<StakedReward?> StakeAsync(RewardSettlement settlement, CancellationToken cancellationToken)
    {
        if (settlement.TopicId != options.TopicId || PurposeOf(settlement.Role) is not { } purpose || !_purposes.Contains(purpose))
            return null;
        var paid = settlement.PaidTo(wallet.Address);
        if (paid == UAllo.Zero || IsDone(purpose, settlement.Nonce))
            return null;
        _taken.Add((purpose, settlement.Nonce));
        var staked = await StakeAsync(settlement, purpose, cancellationToken).ConfigureAwait(false);
        _taken.Remove((purpose, settlement.Nonce));
        if (staked is null)
            return null;
        await _nonces.NoteAnswerAsync(_heightPurpose, options.TopicId, 0, settlement.Height.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        RewardLog.Settled(logger, staked.Status, staked.Amount.ToString(), settlement.TopicId, settlement.Nonce, staked.TransactionHash, staked.Message);
        return staked;
    }

    // Null if the chain has no such settlement: the true one of the nonce may still come.
    private async Task<StakedReward?> StakeAsync(RewardSettlement settlement, string purpose, CancellationToken cancellationToken)
    {
        // Before the outcome is known: a run that begins then must not treat the settlement as a new one.
        var errand = new Errand(client, session) { OnSent = sent => _nonces.NoteAnswerAsync(purpose, options.TopicId, settlement.Nonce, sent.Hash) };
        for (var attempt = 1; ; attempt++)
        {
            var (outcome, amount) = await TryAsync(errand, settlement, purpose, cancellationToken).ConfigureAwait(false);
            if (outcome is null && amount is null)
            {
                RewardLog.NotOnChain(logger, options.TopicId, settlement.Nonce, settlement.Height, settlement.PaidTo(wallet.Address).ToString());
                return null;
            }

            if (outcome is null)
            {
                await _nonces.NoteAnswerAsync(purpose, options.TopicId, settlement.Nonce, NothingToStake).ConfigureAwait(false);
                return new StakedReward { Settlement = settlement, Nonce = settlement.Nonce, Status = StakedRewardStatus.Kept, Amount = amount!.Value, Message = string.Create(CultureInfo.InvariantCulture, $"{amount} are left after the reserve of {options.FeeReserve}") };
            }

            if (outcome.Confirmation is InBlock || outcome.Refused is { IsTransient: false } || attempt == Attempts)
                return Reported(settlement.Nonce, settlement, amount ?? UAllo.Zero, outcome);
            if (outcome.Refused is { } refused)
                RewardLog.NotStakedYet(logger, options.TopicId, settlement.Nonce, refused.Message);
            await errand.UntilDueAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsDone(string purpose, long nonce) =>
        _taken.Contains((purpose, nonce))
        || _nonces.IsSettled(purpose, options.TopicId, nonce)
        || _nonces.AnswerOf(purpose, options.TopicId, nonce) is { Length: > 0 };

    /// <summary>No outcome if nothing is worth staking; no amount if the chain did not pay it.</summary>
    private async Task<(ErrandOutcome? Outcome, UAllo? Amount)> TryAsync(
        Errand errand, RewardSettlement settlement, string purpose, CancellationToken cancellationToken)
    {
        var amount = UAllo.Zero;
        try
        {
            var paid = await _proof.ProveAsync(settlement, cancellationToken).ConfigureAwait(false);
            if (paid == UAllo.Zero)
                return (null, null);
            var balance = await client.GetBalanceAsync(wallet.Address, cancellationToken).ConfigureAwait(false);
            var free = balance > options.FeeReserve ? balance - options.FeeReserve : UAllo.Zero;
            amount = paid < free ? paid : free;
            if (amount == UAllo.Zero || amount < options.MinimumAmount)
                return (null, amount);
            var timeout = await errand.TimeoutAsync(cancellationToken, options.Transactions.BlocksToLive).ConfigureAwait(false);
            return (await errand.RunAsync(RequestOf(settlement, purpose, amount, timeout), cancellationToken).ConfigureAwait(false), amount);
        }
        catch (AlloraException failure)
        {
            return (errand.NotSent(failure), amount);
        }
    }

    private SendRequest RequestOf(RewardSettlement settlement, string purpose, UAllo amount, ulong timeout) => new()
    {
        Purpose = purpose,
        TopicId = options.TopicId,
        Nonce = settlement.Nonce,
        Messages = async token =>
        {
            var schema = await client.Schemas.GetAsync(token).ConfigureAwait(false);
            return [target.Stake(amount).Write(new MessageContext(schema.Name, wallet.Address, client.Network.Denom))];
        },
        TimeoutHeight = timeout,
        Fees = options.Transactions.Fees,
        Simulate = options.Transactions.SimulateFirst,
        Value = amount.ToString(),
        Clock = new StageClock(client.Time, client.Time.GetTimestamp()),
    };

    private static StakedReward Reported(long nonce, RewardSettlement? settlement, UAllo amount, ErrandOutcome outcome) => new()
    {
        Settlement = settlement,
        Nonce = nonce,
        Status = outcome.Succeeded ? StakedRewardStatus.Staked : StakedRewardStatus.Failed,
        Amount = amount,
        TransactionHash = outcome.Hash,
        Message = outcome.Failure?.Message,
    };

    private static string? PurposeOf(RewardedRole role) => role switch
    {
        RewardedRole.Inferer => InfererPurpose,
        RewardedRole.Forecaster => ForecasterPurpose,
        _ => null,
    };

    /// <summary>The session's state that one ledger uses; released at its end.</summary>
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
