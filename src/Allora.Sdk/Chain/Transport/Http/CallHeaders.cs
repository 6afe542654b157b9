using System.Globalization;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>The headers of a call: the endpoint's own, those of the caller, and the height.</summary>
internal static class CallHeaders
{
    /// <summary>In a reply, the height that it was computed at; in a request, the past height to compute it at.</summary>
    public const string Height = "x-cosmos-block-height";

    /// <summary>The headers that every request to an endpoint carries; null if there are none.</summary>
    public static Metadata? Of(AlloraEndpoint endpoint)
    {
        var given = endpoint.RequestHeaders;
        if (given.Count == 0)
            return null;
        var headers = new Metadata();
        foreach (var (name, value) in given)
            headers.Add(name, value);
        return headers;
    }

    /// <summary>The header that requests the state after a past block.</summary>
    public static Metadata AtHeight(long height) => new() { { Height, height.ToString(CultureInfo.InvariantCulture) } };

    /// <summary>Both, the first ones first; null if both are.</summary>
    public static Metadata? Join(Metadata? first, Metadata? second)
    {
        if (first is null || second is null)
            return first ?? second;
        var all = new Metadata();
        foreach (var entry in first.Concat(second))
            all.Add(entry);
        return all;
    }

    /// <summary>The height in the headers of a reply; 0 if it is absent or not a height.</summary>
    public static long HeightOf(Metadata headers)
    {
        foreach (var entry in headers)
        {
            if (entry.Key == Height)
                return long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var height) ? height : 0;
        }

        return 0;
    }
}
