using System.Globalization;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Faults.Lies.Wire;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rest;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Grpc;

/// <summary>What the lies of a node make of a gRPC reply and of its headers.</summary>
internal static class GrpcLies
{
    /// <summary>Returns the reply to send; headers of the response are changed at once.</summary>
    public static QueryResult Apply(HttpResponse response, INode node, string method, byte[] request, QueryResult honest)
    {
        var result = honest;
        foreach (var lie in node.Lies.For(FaultProtocol.Grpc, method))
        {
            if (lie.Parsed.Place == LiePlace.Header)
                Header(response, node, method, lie, result.Height);
            else if (Of(lie, node, method, request, result) is { } told && node.Lies.Claim(lie, FaultProtocol.Grpc, method, result.Height))
                result = told;
        }

        return result;
    }

    private static void Header(HttpResponse response, INode node, string method, Lie lie, long height)
    {
        var name = lie.Parsed.Name;
        var honest = response.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
        if (!HeaderLies.TryChange(lie, honest, out var told) || !node.Lies.Claim(lie, FaultProtocol.Grpc, method, height))
            return;
        if (told is null)
            response.Headers.Remove(name);
        else
            response.Headers[name] = told;
    }

    private static QueryResult? Of(Lie lie, INode node, string method, byte[] request, QueryResult result)
    {
        if (lie.Parsed.Place == LiePlace.Error)
            return QueryResult.Failed((StatusCode)int.Parse(lie.Parsed.Name, CultureInfo.InvariantCulture), lie.NextValue, result.Height);
        if (!result.IsOk || node.Router.Find(method) is not { } served)
            return null;
        try
        {
            return WireLies.Apply(lie, served.Descriptor.OutputType, result.Value, () => Earlier(lie, node, method, request, result), KnownTypes.Registry.Find) is { } told
                ? result with { Value = told }
                : null;
        }
        catch (FormatException wrong)
        {
            lie.Failed(wrong.Message);
            return null;
        }
    }

    private static byte[]? Earlier(Lie lie, INode node, string method, byte[] request, QueryResult result) =>
        result.ShowsHeight && node.Query(method, request, result.Height - lie.Ago) is { IsOk: true } past ? past.Value : null;
}
