using System.Globalization;
using System.Net;
using System.Text.Json;
using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Turns a gateway's refusal back into the gRPC status that it stands for, so that one place knows what statuses mean.</summary>
internal static class RestErrors
{
    private const int LastCode = 16;

    /// <summary>
    /// The refusal of a node, or of the gateway before it. A gateway turns gRPC's ResourceExhausted into 429 too, so a 429 is a rate limit
    /// unless its text says that the reply is too large.
    /// </summary>
    public static RpcException From(HttpResponseMessage response, ReadOnlySpan<byte> body, string service) =>
        TryRead(body, out var code, out var message) && (response.StatusCode != HttpStatusCode.TooManyRequests || ErrorTexts.IsTooLarge(message))
            ? new RpcException(Chain(code, message, service), Trailers(response))
            : NotFromNode(response);

    /// <summary>An answer that no node gave.</summary>
    public static RpcException NotFromNode(HttpResponseMessage response) => new(HttpStatuses.ToStatus(response.StatusCode), Trailers(response));

    private static Metadata Trailers(HttpResponseMessage response)
    {
        var trailers = new Metadata();
        if (RetryAfter.Of(response, TimeProvider.System) is { } wait)
            trailers.Add("retry-after", ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        return trailers;
    }

    // A service that the node does not have: gRPC tells it in these words.
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
