using System.Collections.Concurrent;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Events;

namespace Allora.Cli.Plots;

/// <summary>Blocks' events and times of one topic, each queried once.</summary>
internal sealed class BlockBook(AlloraClient client, ulong topicId)
{
    private readonly ConcurrentDictionary<long, IReadOnlyList<TypedEvent>> _events = [];
    private readonly ConcurrentDictionary<long, BlockHeader> _headers = [];

    /// <summary>Every event about the topic that was read so far.</summary>
    public IEnumerable<TypedEvent> All => _events.OrderBy(static block => block.Key).SelectMany(static block => block.Value);

    /// <exception cref="AlloraException">The node does not have the block, or no longer has it.</exception>
    public async Task<IReadOnlyList<TypedEvent>> EventsAsync(long height, CancellationToken cancellationToken)
    {
        if (_events.TryGetValue(height, out var known))
            return known;
        var events = await client.GetBlockEventsAsync(height, cancellationToken);
        return _events[height] = [.. events.Where(happened => happened.TopicId == topicId)];
    }

    public async Task<BlockHeader> HeaderAsync(long height, CancellationToken cancellationToken) =>
        _headers.TryGetValue(height, out var known) ? known : _headers[height] = await client.GetBlockHeaderAsync(height, cancellationToken);

    /// <summary>The window that opened at the end of a block; null if none did.</summary>
    public async Task<(long Nonce, long End)?> OpenedAsync(long height, CancellationToken cancellationToken) =>
        (await EventsAsync(height, cancellationToken)).FirstOrDefault(static happened => happened.Name == "EventWorkerSubmissionWindowOpened") is { } opened
        && opened.Number("nonce_block_height") is { } nonce && opened.Number("window_end_block") is { } end
            ? (nonce, end)
            : null;
}
