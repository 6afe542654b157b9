using System.Runtime.CompilerServices;
using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Events.Signals;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Rewards;

/// <summary>Blocks whose events the stream missed, and the settlements in them.</summary>
internal sealed class MissedBlocks(AlloraClient client, RewardStakingOptions options, ILogger logger)
{
    private readonly List<(long First, long End)> _ranges = [];
    private long? _since;

    /// <summary>Marks everything from this height on as missed, up to the next block that arrives.</summary>
    public void Since(long height) => _since = height;

    public void Note(StreamGap gap)
    {
        if (gap.NextHeight > gap.AfterHeight + 1 && gap.AfterHeight > 0)
            _ranges.Add((gap.AfterHeight + 1, gap.NextHeight));
    }

    /// <summary>Gets the settlements of missed blocks before a block, oldest first. Unreadable blocks are logged.</summary>
    public async IAsyncEnumerable<RewardSettlement> TakeAsync(long height, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_since is { } since)
            _ranges.Insert(0, (since, height));
        _since = null;
        foreach (var (first, end) in _ranges.ToArray())
        {
            var from = Math.Max(first, end - options.CatchUpBlocks);
            if (from > first)
                RewardLog.BlocksGivenUp(logger, first, from - 1);
            for (var missed = from; missed < end; missed++)
            {
                foreach (var settlement in await ReadAsync(missed, cancellationToken).ConfigureAwait(false))
                    yield return settlement;
            }
        }

        _ranges.Clear();
    }

    private async Task<IReadOnlyList<RewardSettlement>> ReadAsync(long height, CancellationToken cancellationToken)
    {
        try
        {
            var events = await client.GetBlockEventsAsync(height, cancellationToken).ConfigureAwait(false);
            return [.. events.Where(typed => typed.TopicId == options.TopicId).Select(RewardSettlement.From).OfType<RewardSettlement>()];
        }
        catch (AlloraException failure)
        {
            RewardLog.BlockNotRead(logger, height, failure.Message);
            return [];
        }
    }
}
