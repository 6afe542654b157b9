using System.Globalization;
using Allora.Sdk.Encodings;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Roles;

/// <summary>What a reputer needs besides its registration: a loss function for the topic, and the chain's minimum stake.</summary>
internal sealed class ReputerRequirements(AlloraClient client, string address, WorkerOptions options, ReputerLoss? loss)
{
    public Obstacle? MissingLoss(TopicInfo topic) =>
        loss?.MissingFor(topic) is { } missing ? new Obstacle(WorkerState.WaitingForConfiguration, missing) : null;

    public async Task<Obstacle?> StakeAsync(CancellationToken cancellationToken)
    {
        var (stake, required) = await client.GetReputerStakeAsync(options.TopicId, address, cancellationToken).ConfigureAwait(false);
        if (stake >= required)
            return null;
        return new Obstacle(WorkerState.WaitingForStake, options is { MinimumStake: { } minimum, DryRun: false } && minimum >= required
            ? string.Create(CultureInfo.InvariantCulture, $"staking up to {minimum}")
            : string.Create(CultureInfo.InvariantCulture, $"{address} has a stake of {stake} in topic {options.TopicId}, the chain takes losses from {required} on: stake more, or set {nameof(WorkerOptions.MinimumStake)} to at least that."));
    }
}
