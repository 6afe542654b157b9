using System.Globalization;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Roles;

/// <summary>Keeps a reputer's own stake at the configured minimum. It runs between payloads, never before one that is due.</summary>
internal sealed class StakeKeeper(WorkerServices services)
{
    private const string StakePurpose = "stake-minimum";

    private readonly Errand _errand = new(services.Client, services.Session);

    /// <summary>Queries the stake, and adds the missing amount.</summary>
    /// <returns>True if stake was added.</returns>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (services.Options is not { MinimumStake: { } minimum, DryRun: false })
            return false;
        foreach (var earlier in services.Session.TakeUnfinished(services.Options.TopicId, StakePurpose))
            Ended(await _errand.ResumeAsync(earlier, cancellationToken).ConfigureAwait(false));
        if (!_errand.IsDue)
            return false;
        var own = await services.Client.GetOwnStakeAsync(services.Options.TopicId, services.Wallet.Address, cancellationToken).ConfigureAwait(false);
        if (own < minimum)
            return await AddAsync(new UAllo(minimum.Value - own.Value), cancellationToken).ConfigureAwait(false);
        _errand.Fulfilled();
        return false;
    }

    private async Task<bool> AddAsync(UAllo missing, CancellationToken cancellationToken)
    {
        RoleLog.Staking(services.Logger, services.Options.TopicId, missing.ToString());
        return Ended(await _errand.RunAsync(
            new SendRequest
            {
                Purpose = StakePurpose,
                TopicId = services.Options.TopicId,
                Messages = token => MessagesAsync(missing, token),
                TimeoutHeight = await _errand.TimeoutAsync(cancellationToken).ConfigureAwait(false),
                Fees = services.Options.Fees,
                Value = missing.ToString(),
                Clock = new StageClock(services.Client.Time, services.Client.Time.GetTimestamp()),
            },
            cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<IReadOnlyList<TransactionMessage>> MessagesAsync(UAllo amount, CancellationToken cancellationToken)
    {
        var schema = await services.Client.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
        return [schema.Payloads.AddStake(services.Wallet.Address, services.Options.TopicId, amount.Value.ToString(CultureInfo.InvariantCulture))];
    }

    private bool Ended(ErrandOutcome outcome)
    {
        if (outcome.Failure is { } failure)
            RoleLog.StakingFailed(services.Logger, services.Options.TopicId, failure.Message);
        else
            RoleLog.Staked(services.Logger, services.Options.TopicId, outcome.Sent?.Value ?? "", outcome.Hash ?? "");
        return outcome.Succeeded;
    }
}
