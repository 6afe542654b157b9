using System.Runtime.CompilerServices;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Events.Signals;
using Google.Protobuf;

namespace Allora.Sdk.Events;

public sealed partial class ChainEventStream
{
    /// <summary>
    /// The emissions and mint modules' events of each block as they happen, as generated messages. All listeners share one socket.
    /// </summary>
    /// <remarks>
    /// At most <see cref="ChainEventStreamOptions.ListenerCapacity"/> blocks are queued for a listener that does not read; then the oldest are
    /// dropped and <paramref name="missed"/> is called, as for blocks that passed while the connection was down. Events of transactions are not
    /// in a block's own list: see <see cref="TypedEvents.ReadTypedEvents"/>, or <see cref="AlloraClient.EventsAsync"/> for both.
    /// </remarks>
    /// <param name="topicId">Only events about this topic; null for all, including those without a topic.</param>
    /// <param name="missed">Called for each gap: blocks whose events this listener missed.</param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The stream has been disposed.</exception>
    public async IAsyncEnumerable<TypedEvent> TypedEventsAsync(
        ulong? topicId = null, Action<StreamGap>? missed = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var block in TypedBlocksAsync(missed, cancellationToken).ConfigureAwait(false))
        {
            foreach (var typed in block.TypedEvents)
            {
                if (topicId is null || typed.TopicId == topicId)
                    yield return typed;
            }
        }
    }

    /// <summary>Events of one kind as they happen, as generated messages of the version that the chain uses.</summary>
    /// <typeparam name="TEvent">The generated message, such as Emissions.V10.EventScoresSet.</typeparam>
    /// <param name="topicId">Only events about this topic; null for all.</param>
    /// <param name="missed">Called for each gap: blocks whose events this listener missed.</param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<TEvent> TypedEventsAsync<TEvent>(
        ulong? topicId = null, Action<StreamGap>? missed = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TEvent : class, IMessage<TEvent>
    {
        await foreach (var typed in TypedEventsAsync(topicId, missed, cancellationToken).ConfigureAwait(false))
        {
            if (typed.Message is TEvent message)
                yield return message;
        }
    }

    /// <summary>Each block with its events.</summary>
    internal async IAsyncEnumerable<BlockSignal> TypedBlocksAsync(
        Action<StreamGap>? missed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var frames = _hub.RetainFrames();
        using var subscription = Subscribe();
        while (await subscription.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (subscription.TryRead(out var signal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (signal is StreamGap gap)
                    missed?.Invoke(gap);
                else if (signal is BlockSignal block && IsReadable(block, missed))
                    yield return block;
            }
        }
    }

    // The part of a frame that windows need is read separately, and may be valid if the remainder is not.
    private static bool IsReadable(BlockSignal block, Action<StreamGap>? missed)
    {
        try
        {
            return block.TypedEvents is not null;
        }
        catch (System.Text.Json.JsonException)
        {
            missed?.Invoke(new StreamGap { AfterHeight = block.Height - 1, NextHeight = block.Height + 1 });
            return false;
        }
    }
}
