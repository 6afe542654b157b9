using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Calls over a node's REST gateway: the routes of the descriptors, and JSON converted from and into exactly the bytes that gRPC would carry.</summary>
internal sealed class RestInvoker(HttpClient http, Uri address) : UnaryInvoker
{
    private const string MetadataPrefix = "Grpc-Metadata-";

    private readonly string _address = address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    // Some providers take their key as a query of the address.
    private readonly string _query = address.Query;

    protected override async Task<WireReply> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var route = RestRoute.Find(request.Service, request.Method) ?? throw new RpcException(new Status(
            StatusCode.Unimplemented, $"{request.Service}/{request.Method} has no REST route: use a gRPC endpoint for it"));
        using var message = RestRequest.Create(_address, _query, route, request.Body);
        foreach (var entry in request.Headers)
        {
            if (!entry.IsBinary)
                message.Headers.TryAddWithoutValidation(entry.Key, entry.Value);
        }

        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? new WireReply(JsonToWire.Read(body, route.Method.OutputType), HeadersOf(response))
            : throw RestErrors.From(response, body, request.Service);
    }

    // The gateway puts this before the names of the node's own metadata, the height above all.
    private static Metadata HeadersOf(HttpResponseMessage response)
    {
        var headers = new Metadata();
        foreach (var (name, values) in response.Headers)
        {
            if (!name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase) || name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var value in values)
                headers.Add(name[MetadataPrefix.Length..], value);
        }

        return headers;
    }
}
