using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.Chain;

/// <summary>Answers that come in pages, as one sequence. Pages are asked for as the sequence is read, never ahead.</summary>
/// <remarks>
/// State may change between two pages; ask through <see cref="AlloraClient.AtHeight"/> for a picture of one moment.
/// </remarks>
public static class ChainPages
{
    /// <summary>Every page of an answer.</summary>
    /// <typeparam name="TReply">The reply of the query.</typeparam>
    /// <param name="ask">Asks for the page that begins at the key; the first key is empty.</param>
    /// <param name="nextKey">Where the next page begins: the reply's pagination.next_key; null or empty after the last page.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="AlloraException">A page could not be had, or the node gave the same key again and again.</exception>
    public static async IAsyncEnumerable<TReply> AllAsync<TReply>(
        Func<ByteString, CancellationToken, AsyncUnaryCall<TReply>> ask,
        Func<TReply, ByteString?> nextKey,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(nextKey);
        var key = ByteString.Empty;
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
            // A key that leads to itself would never end.
            if (next.Equals(key))
                throw new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, "The node's pages lead in a circle: it gave the same key twice.");
            key = next;
        }
    }

    /// <summary>Every item of an answer, whatever page it is on.</summary>
    /// <typeparam name="TReply">The reply of the query.</typeparam>
    /// <typeparam name="TItem">What a page lists.</typeparam>
    /// <param name="ask">Asks for the page that begins at the key; the first key is empty.</param>
    /// <param name="nextKey">Where the next page begins: the reply's pagination.next_key; null or empty after the last page.</param>
    /// <param name="items">The items of one page.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="AlloraException">A page could not be had.</exception>
    public static async IAsyncEnumerable<TItem> ItemsAsync<TReply, TItem>(
        Func<ByteString, CancellationToken, AsyncUnaryCall<TReply>> ask,
        Func<TReply, ByteString?> nextKey,
        Func<TReply, IEnumerable<TItem>> items,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        await foreach (var page in AllAsync(ask, nextKey, cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in items(page))
                yield return item;
        }
    }
}
