using System.Globalization;
using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Values;

namespace Allora.Sdk.Rewards;

/// <summary>
/// Proves the amount in an event. One frame with an invented reward must not stake the balance, so the amount is looked up again in the results of
/// its block, at each RPC endpoint, and in the growth of the wallet's balance over that block: the smallest counts.
/// </summary>
internal sealed class RewardProof(AlloraClient client, string address)
{
    /// <summary>The proven part of a settlement's payment (uallo); 0 if its block has no such settlement.</summary>
    /// <exception cref="AlloraException">Nothing could be looked up: the amount is not proven.</exception>
    public async Task<UAllo> ProveAsync(RewardSettlement claimed, CancellationToken cancellationToken)
    {
        var claim = claimed.PaidTo(address);
        var results = await ResultsAsync(claimed, cancellationToken).ConfigureAwait(false);
        var growth = await GrowthAsync(claimed.Height, cancellationToken).ConfigureAwait(false);
        if (results is null && growth is null)
        {
            throw new AlloraException(
                AlloraErrorReason.NotFound,
                isTransient: true,
                string.Create(CultureInfo.InvariantCulture, $"The reward of {claim} is not proven: no node has the results of block {claimed.Height}, and the balance before and after it is not known."));
        }

        return Smaller(claim, Smaller(results ?? claim, growth ?? claim));
    }

    private static UAllo Smaller(UAllo one, UAllo other) => one < other ? one : other;

    // Null if no endpoint has them.
    private async Task<UAllo?> ResultsAsync(RewardSettlement claimed, CancellationToken cancellationToken)
    {
        UAllo? least = null;
        try
        {
            foreach (var events in await client.GetBlockEventsOfEachAsync(claimed.Height, cancellationToken).ConfigureAwait(false))
            {
                var same = events.Select(RewardSettlement.From).FirstOrDefault(found => found is not null && IsSame(found, claimed));
                least = Smaller(least ?? claimed.PaidTo(address), same?.PaidTo(address) ?? UAllo.Zero);
            }
        }
        catch (AlloraException)
        {
            return null;
        }

        return least;
    }

    private static bool IsSame(RewardSettlement found, RewardSettlement claimed) =>
        (found.TopicId, found.Nonce, found.Role) == (claimed.TopicId, claimed.Nonce, claimed.Role);

    // Null if it is not known, or if a transaction of the wallet in the same block hides it.
    private async Task<UAllo?> GrowthAsync(long height, CancellationToken cancellationToken)
    {
        if (height < 2)
            return null;
        try
        {
            var before = await client.GetAccountAtAsync(address, height - 1, cancellationToken).ConfigureAwait(false);
            var after = await client.GetAccountAtAsync(address, height, cancellationToken).ConfigureAwait(false);
            if (after.Sequence != before.Sequence)
                return null;
            return after.Balance > before.Balance ? after.Balance - before.Balance : UAllo.Zero;
        }
        catch (AlloraException)
        {
            // Pruned, or not there yet.
            return null;
        }
    }
}
