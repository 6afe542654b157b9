using System.Globalization;
using System.Runtime.CompilerServices;
using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Events;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    private const int LookUps = 6;
    private const ulong TransactionsPerPage = 100;

    private static readonly TimeSpan LookUpPause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The emissions and mint modules' events as they happen, of blocks and of the transactions in them, in the chain's order. If a block has
    /// transactions, their events are queried; <see cref="ChainEventStream.TypedEventsAsync"/> returns blocks' own events without queries.
    /// </summary>
    /// <param name="topicId">Only events about this topic; null for all, including those without a topic.</param>
    /// <param name="missed">Called for each gap: blocks whose events this listener missed, entirely or in part.</param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<TypedEvent> EventsAsync(
        ulong? topicId = null, Action<StreamGap>? missed = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var block in Blocks.TypedBlocksAsync(missed, cancellationToken).ConfigureAwait(false))
        {
            var caused = await CausedAsync(block, cancellationToken).ConfigureAwait(false);
            if (caused is null)
                missed?.Invoke(new StreamGap { AfterHeight = block.Height - 1, NextHeight = block.Height + 1 });
            foreach (var typed in Ordered(block.TypedEvents, caused ?? []))
            {
                if (topicId is null || typed.TopicId == topicId)
                    yield return typed;
            }
        }
    }

    // The events of the block's begin, those of its transactions, and those of its end.
    private static IEnumerable<TypedEvent> Ordered(IReadOnlyList<TypedEvent> own, IReadOnlyList<TypedEvent> caused) =>
        [.. own.Where(IsFirst), .. caused, .. own.Where(static typed => !IsFirst(typed))];

    private static bool IsFirst(TypedEvent typed) => typed.Raw.Attributes.Any(static attribute => attribute is { Key: "mode", Value: "BeginBlock" });

    /// <summary>The events of a block's transactions; null if the node does not have all of them in time.</summary>
    private async Task<IReadOnlyList<TypedEvent>?> CausedAsync(BlockSignal block, CancellationToken cancellationToken)
    {
        if (block.Frame is not { Transactions: > 0 and var expected })
            return [];
        for (var attempt = 1; attempt <= LookUps; attempt++)
        {
            try
            {
                var found = await TransactionsAtAsync(block.Height, cancellationToken).ConfigureAwait(false);
                // The node's index is a little behind its blocks.
                if (found.Count >= expected)
                    return [.. found.SelectMany(static receipt => receipt.ReadTypedEvents())];
            }
            catch (AlloraException failure) when (failure.IsTransient || failure.Reason == AlloraErrorReason.NotFound)
            {
                // The next attempt may reach another endpoint.
            }

            await Task.Delay(attempt * LookUpPause, Time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<List<TransactionReceipt>> TransactionsAtAsync(long height, CancellationToken cancellationToken)
    {
        List<TransactionReceipt> found = [];
        HashSet<string> first = [];
        for (var page = 1UL; ; page++)
        {
            var request = new GetTxsEventRequest
            {
                Query = string.Create(CultureInfo.InvariantCulture, $"tx.height={height}"),
                OrderBy = OrderBy.Asc,
                Page = page,
                Limit = TransactionsPerPage,
            };
            var reply = await Services.Transactions.GetTxsEventAsync(request, cancellationToken: cancellationToken).ResponseAsync.ConfigureAwait(false);
            found.AddRange(reply.TxResponses.Select(static response => new TransactionReceipt
            {
                Hash = response.Txhash,
                Height = response.Height,
                GasWanted = (ulong)response.GasWanted,
                GasUsed = (ulong)response.GasUsed,
                Events = [.. response.Events.Select(static one => new ChainEvent
                {
                    Type = one.Type,
                    Attributes = [.. one.Attributes.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value))],
                })],
            }));
            if (reply.TxResponses.Count == 0 || (ulong)found.Count >= reply.Total)
                return found;
            // A node that sends the same page for every number would never end, whatever total it names.
            if (!first.Add(reply.TxResponses[0].Txhash))
                throw new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, $"The node's pages of transactions lead in a circle: {reply.TxResponses[0].Txhash} is on two of them.");
        }
    }
}
