using Allora.Sdk.Sending.Relays;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Whether any of the wallets that send for a worker can send.</summary>
internal static class RelayFunds
{
    /// <summary>The balance of the first sender that can send; if none can, why not.</summary>
    /// <exception cref="AlloraException">No node answered.</exception>
    public static async Task<(UAllo Balance, Obstacle? Obstacle)> CheckAsync(AlloraNetwork network, PayloadRelay relay, CancellationToken cancellationToken)
    {
        Obstacle? first = null;
        foreach (var sender in relay.Senders)
        {
            var (balance, obstacle) = await CheckAsync(network, sender, cancellationToken).ConfigureAwait(false);
            if (obstacle is null)
                return (balance, null);
            first ??= obstacle;
        }

        return (UAllo.Zero, first);
    }

    private static async Task<(UAllo Balance, Obstacle? Obstacle)> CheckAsync(AlloraNetwork network, RelaySender sender, CancellationToken cancellationToken)
    {
        if (sender.Session is not { IsLost: false } session)
            return (UAllo.Zero, new Obstacle(WorkerState.WaitingForJournal, $"The journal of the sender {sender.Address} is not held."));
        if (session.UsedElsewhere is { } use)
            return (UAllo.Zero, new Obstacle(WorkerState.UsedElsewhere, use));
        if (session.BudgetExhausted is { } spent)
            return (UAllo.Zero, new Obstacle(WorkerState.WaitingForBudget, $"{sender.Address}: {spent}"));
        var balance = await session.Funds.GetAsync(cancellationToken).ConfigureAwait(false);
        return (balance, balance == UAllo.Zero && session.Options.FeeGranter is null
            ? new Obstacle(WorkerState.WaitingForFunds, $"The sender {sender.Address} has no {network.Denom} on {network.ChainId}: send it some for fees.")
            : null);
    }
}
