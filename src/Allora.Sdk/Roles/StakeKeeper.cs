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

    private readonly StakeMemory _memory = new(services);
    private readonly Errand _errand = new(services.Client, services.Session) { OnSent = new StakeMemory(services).SentAsync };

    /// <summary>Queries the stake, and adds the missing amount.</summary>
    /// <returns>True if stake was added.</returns>
    /// <exception cref="AlloraException">No node answered in time with the stake as it is since the last one was added.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (services.Options is not { MinimumStake: { } minimum, DryRun: false })
            return false;
        foreach (var earlier in services.Session.TakeUnfinished(services.Options.TopicId, StakePurpose))
            await EndedAsync(await _errand.ResumeAsync(earlier, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        if (!_errand.IsDue)
            return false;
        var own = await OwnStakeAsync(cancellationToken).ConfigureAwait(false);
        if (own >= minimum)
        {
            _errand.Fulfilled();
            return false;
        }

        // The chain cannot lack more than the minimum: what was added today already counts, even if a node denies it.
        var allowed = minimum > _memory.Today ? minimum - _memory.Today : UAllo.Zero;
        var missing = minimum - own < allowed ? minimum - own : allowed;
        if (missing > UAllo.Zero)
            return await AddAsync(missing, cancellationToken).ConfigureAwait(false);
        RoleLog.StakingWithheld(services.Logger, services.Options.TopicId, own.ToString(), _memory.Today.ToString());
        return false;
    }

    private async Task<UAllo> OwnStakeAsync(CancellationToken cancellationToken)
    {
        var (own, height) = await services.Client.GetOwnStakeAsync(services.Options.TopicId, services.Wallet.Address, cancellationToken).ConfigureAwait(false);
        return height >= _memory.LastHeight ? own : throw new AlloraException(
            AlloraErrorReason.NotSynced,
            isTransient: true,
            string.Create(CultureInfo.InvariantCulture, $"The stake was reported for height {height}, before the last stake was added at height {_memory.LastHeight}: the node lags, and its answer is not used."));
    }

    private async Task<bool> AddAsync(UAllo missing, CancellationToken cancellationToken)
    {
        RoleLog.Staking(services.Logger, services.Options.TopicId, missing.ToString());
        return await EndedAsync(await _errand.RunAsync(
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
            cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<TransactionMessage>> MessagesAsync(UAllo amount, CancellationToken cancellationToken)
    {
        var schema = await services.Client.Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        return [schema.Payloads.AddStake(services.Wallet.Address, services.Options.TopicId, amount.Value.ToString(CultureInfo.InvariantCulture))];
    }

    private async ValueTask<bool> EndedAsync(ErrandOutcome outcome)
    {
        if (outcome is { Sent: { } sent, Confirmation: { } confirmation })
            await _memory.EndedAsync(sent, confirmation).ConfigureAwait(false);
        if (outcome.Failure is { } failure)
            RoleLog.StakingFailed(services.Logger, services.Options.TopicId, failure.Message);
        else
            RoleLog.Staked(services.Logger, services.Options.TopicId, outcome.Sent?.Value ?? "", outcome.Hash ?? "");
        return outcome.Succeeded;
    }
}
