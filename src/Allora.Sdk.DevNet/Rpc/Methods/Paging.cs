using Allora.Sdk.DevNet.Rpc.JsonRpc;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>CometBFT's pages: 30 entries unless told otherwise, 100 at most.</summary>
internal static class Paging
{
    private const int DefaultSize = 30;
    private const int MaxSize = 100;

    public static int Size(long? perPage) => perPage switch
    {
        null or < 1 => DefaultSize,
        > MaxSize => MaxSize,
        { } size => (int)size,
    };

    /// <summary>How many entries come before the page.</summary>
    public static int Skip(long? page, int size, int total)
    {
        var pages = Math.Max(1, (total + size - 1) / size);
        var wanted = page ?? 1;
        if (wanted <= 0 || wanted > pages)
            throw new RpcException($"page should be within [1, {pages}] range, given {wanted}");
        return (int)(wanted - 1) * size;
    }
}
