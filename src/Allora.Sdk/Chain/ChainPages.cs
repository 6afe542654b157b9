using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.Chain;

/// <summary>Turns paged answers into one sequence. Pages are requested as the sequence is read, never ahead.</summary>
/// <remarks>
/// State may change between two pages; use <see cref="AlloraClient.AtHeight"/> to read all pages at one height.
/// </remarks>
public static class ChainPages
{
    /// <summary>Returns every page of an answer.</summary>
    /// <typeparam name="TReply">The reply of the query.</typeparam>
    /// <param name="ask">Requests the page that begins at the key; the first key is empty.</param>
    /// <param name="nextKey">Returns the reply's pagination.next_key; null or empty after the last page.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="AlloraException">A page could not be had, or the node sent a key again that it had sent before.</exception>
    public static IAsyncEnumerable<TReply> AllAsync<TReply>(
        Func<ByteString, CancellationToken, AsyncUnaryCall<TReply>> ask,
        Func<TReply, ByteString?> nextKey,
        CancellationToken cancellationToken = default)
    {
        // Not in the iterator: it would check only when the first page is requested.
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(nextKey);
        return IterateAsync(ask, nextKey, cancellationToken);
    }

    /// <summary>Returns every item of an answer, from all pages.</summary>
    /// <typeparam name="TReply">The reply of the query.</typeparam>
    /// <typeparam name="TItem">The item of a page.</typeparam>
    /// <param name="ask">Requests the page that begins at the key; the first key is empty.</param>
    /// <param name="nextKey">Returns the reply's pagination.next_key; null or empty after the last page.</param>
    /// <param name="items">The items of one page.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="AlloraException">A page could not be had, or the node sent a key again that it had sent before.</exception>
    public static IAsyncEnumerable<TItem> ItemsAsync<TReply, TItem>(
        Func<ByteString, CancellationToken, AsyncUnaryCall<TReply>> ask,
        Func<TReply, ByteString?> nextKey,
        Func<TReply, IEnumerable<TItem>> items,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return FlattenAsync(AllAsync(ask, nextKey, cancellationToken), items, cancellationToken);
    }

    private static async IAsyncEnumerable<TReply> IterateAsync<TReply>(
        Func<ByteString, CancellationToken, AsyncUnaryCall<TReply>> ask,
        Func<TReply, ByteString?> nextKey,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = ByteString.Empty;
        // Brent's way to find a circle of any length: compare with a page that is moved on after 1, 2, 4, ... pages.
        var (marked, steps, limit) = (key, 0L, 1L);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TReply reply;
            using (var call = ask(key, cancellationToken))
                reply = await call.ResponseAsync.ConfigureAwait(false);
            yield return reply;
            var next = nextKey(reply);
            if (next is null || next.IsEmpty)
                yield break;
            if (next.Equals(marked))
                throw new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, "The node's pages lead in a circle: it sent a key again that it had sent before.");
            if (++steps == limit)
                (marked, steps, limit) = (next, 0, 2 * limit);
            key = next;
        }
    }

    private static async IAsyncEnumerable<TItem> FlattenAsync<TReply, TItem>(
        IAsyncEnumerable<TReply> pages, Func<TReply, IEnumerable<TItem>> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in items(page))
                yield return item;
        }
    }
}
