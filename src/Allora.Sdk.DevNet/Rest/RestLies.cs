using System.Globalization;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Faults.Lies.Json;
using Allora.Sdk.DevNet.Http;
using Allora.Sdk.DevNet.Nodes;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>What the lies of a node make of a REST answer.</summary>
internal static class RestLies
{
    /// <summary>Returns the answer to send.</summary>
    /// <param name="honest">The true answer.</param>
    /// <param name="node">The node that serves it.</param>
    /// <param name="method">The full name of its gRPC method.</param>
    /// <param name="earlier">The body of so many blocks ago; null if there is none.</param>
    public static HttpReply Apply(HttpReply honest, INode node, string method, Func<int, byte[]?> earlier)
    {
        var reply = honest;
        foreach (var lie in node.Lies.For(FaultProtocol.Rest, method))
        {
            if (Of(lie, reply, earlier) is { } told && node.Lies.Claim(lie, FaultProtocol.Rest, method, node.LatestHeight))
                reply = told;
        }

        return reply;
    }

    private static HttpReply? Of(Lie lie, HttpReply reply, Func<int, byte[]?> earlier)
    {
        if (lie.Parsed.Place == LiePlace.Header)
            return Header(lie, reply);
        if (lie.Parsed.Place == LiePlace.Error)
        {
            var code = (StatusCode)int.Parse(lie.Parsed.Name, CultureInfo.InvariantCulture);
            return HttpReply.Json(RestStatus.Http(code), RestStatus.Body(code, lie.NextValue));
        }

        return reply.Status == 200 && JsonLies.Apply(lie, reply.Body, () => earlier(lie.Ago)) is { } told ? reply with { Body = told } : null;
    }

    // The gateway shows the headers of gRPC with a prefix.
    private static HttpReply? Header(Lie lie, HttpReply reply)
    {
        var name = reply.Headers.Select(static header => header.Key).FirstOrDefault(key => key.EndsWith(lie.Parsed.Name, StringComparison.OrdinalIgnoreCase));
        var honest = name is null ? null : reply.Headers.First(header => header.Key == name).Value;
        if (!HeaderLies.TryChange(lie, honest, out var told))
            return null;
        var others = reply.Headers.Where(header => header.Key != name);
        return reply with { Headers = told is null ? [.. others] : [.. others, new(name ?? lie.Parsed.Name, told)] };
    }
}
