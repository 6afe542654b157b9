using System.Globalization;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Roles;

/// <summary>Keeps a reputer's own stake at the configured minimum. It runs between payloads, never before one that is due.</summary>
internal sealed class StakeKeeper(WorkerParts parts)
{
    private const string StakePurpose = "stake-minimum";

    private readonly Errand _errand = new(parts.Client, parts.Session);

    /// <summary>Queries the stake, and adds the missing amount.</summary>
    /// <returns>True if stake was added.</returns>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (parts.Options is not { MinimumStake: { } minimum, DryRun: false })
            return false;
        foreach (var earlier in parts.Session.TakeUnfinished(parts.Options.TopicId, StakePurpose))
            Ended(await _errand.ResumeAsync(earlier, cancellationToken).ConfigureAwait(false));
        if (!_errand.IsDue)
            return false;
        var own = await parts.Client.GetOwnStakeAsync(parts.Options.TopicId, parts.Wallet.Address, cancellationToken).ConfigureAwait(false);
        if (own < minimum)
            return await AddAsync(new UAllo(minimum.Value - own.Value), cancellationToken).ConfigureAwait(false);
        _errand.Fulfilled();
        return false;
    }

    private async Task<bool> AddAsync(UAllo missing, CancellationToken cancellationToken)
    {
        RoleLog.Staking(parts.Logger, parts.Options.TopicId, missing.ToString());
        return Ended(await _errand.RunAsync(
            new SendRequest
            {
                Purpose = StakePurpose,
                TopicId = parts.Options.TopicId,
                Messages = token => MessagesAsync(missing, token),
                TimeoutHeight = await _errand.TimeoutAsync(cancellationToken).ConfigureAwait(false),
                Fees = parts.Options.Fees,
                Value = missing.ToString(),
                Clock = new StageClock(parts.Client.Time, parts.Client.Time.GetTimestamp()),
            },
            cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<IReadOnlyList<TransactionMessage>> MessagesAsync(UAllo amount, CancellationToken cancellationToken)
    {
        var schema = await parts.Client.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
        return [schema.Payloads.AddStake(parts.Wallet.Address, parts.Options.TopicId, amount.Value.ToString(CultureInfo.InvariantCulture))];
    }

    private bool Ended(ErrandOutcome outcome)
    {
        if (outcome.Failure is { } failure)
            RoleLog.StakingFailed(parts.Logger, parts.Options.TopicId, failure.Message);
        else
            RoleLog.Staked(parts.Logger, parts.Options.TopicId, outcome.Sent?.Value ?? "", outcome.Hash ?? "");
        return outcome.Succeeded;
    }
}
