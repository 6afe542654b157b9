using System.Buffers.Binary;
using Allora.Sdk.Protos.Cosmos.Base.Query.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>Pages of a list, by offset or by the key that the page before gave.</summary>
internal static class Paging
{
    private const int DefaultLimit = 100;

    public static (IEnumerable<T> Page, PageResponse Response) Page<T>(IReadOnlyList<T> all, PageRequest? request)
    {
        var limit = request?.Limit is > 0 and < int.MaxValue ? (int)request.Limit : DefaultLimit;
        var offset = request?.Key.Length == sizeof(long)
            ? (int)BinaryPrimitives.ReadInt64BigEndian(request.Key.Span)
            : (int)Math.Min(request?.Offset ?? 0, int.MaxValue);
        var response = new PageResponse();
        // A page without any wish counts everything; with a limit of its own it counts only when asked to.
        if (request is null || request.CountTotal || (request.Key.IsEmpty && request.Limit == 0 && request.Offset == 0))
            response.Total = (ulong)all.Count;
        if (offset + limit < all.Count)
        {
            var next = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(next, offset + limit);
            response.NextKey = ByteString.CopyFrom(next);
        }

        return (all.Skip(offset).Take(limit), response);
    }
}
