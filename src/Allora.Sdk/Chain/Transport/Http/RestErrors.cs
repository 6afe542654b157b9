using System.Globalization;
using System.Net;
using System.Text.Json;
using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Turns a gateway's error back into its gRPC status, so that statuses are interpreted in one place.</summary>
internal static class RestErrors
{
    private const int LastCode = 16;

    /// <summary>
    /// The error of a node, or of the gateway in front of it. A gateway turns gRPC's ResourceExhausted into 429 too, so a 429 is a rate limit
    /// unless its text is that of a too large reply.
    /// </summary>
    public static RpcException From(HttpResponseMessage response, ReadOnlySpan<byte> body, string service) =>
        TryRead(body, out var code, out var message) && (response.StatusCode != HttpStatusCode.TooManyRequests || ErrorTexts.IsTooLarge(message))
            ? new RpcException(Chain(code, message, service), Trailers(response))
            : NotFromNode(response);

    /// <summary>An answer that is not a node's.</summary>
    public static RpcException NotFromNode(HttpResponseMessage response) => new(HttpStatuses.ToStatus(response.StatusCode), Trailers(response));

    private static Metadata Trailers(HttpResponseMessage response)
    {
        var trailers = new Metadata();
        if (RetryAfter.Of(response, TimeProvider.System) is { } wait)
            trailers.Add("retry-after", ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        return trailers;
    }

    // gRPC's text for a service that the node does not have.
    private static Status Chain(StatusCode code, string message, string service) =>
        code == StatusCode.Unimplemented && message is "Not Implemented"
            ? new Status(code, $"unknown service {service}")
            : new Status(code, message);

    private static bool TryRead(ReadOnlySpan<byte> body, out StatusCode code, out string message)
    {
        (code, message) = (StatusCode.Unknown, "");
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var found = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                if (name == "code" && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number is > 0 and <= LastCode)
                    (code, found) = ((StatusCode)number, true);
                else if (name == "message" && reader.TokenType == JsonTokenType.String)
                    message = reader.GetString()!;
                else
                    reader.Skip();
            }

            return found;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
