using System.Globalization;
using System.Net;
using Grpc.Core;

namespace Allora.Sdk.Chain.Errors;

/// <summary>HTTP replies that are not from a node but from a gateway before it, as Grpc.Net.Client reports them: the status is in the text.</summary>
internal static class HttpStatuses
{
    private const string Prefix = "Bad gRPC response. HTTP status code: ";
    private const int Digits = 3;

    /// <summary>The status of a reply that exceeds this client's bound, as Grpc.Net.Client words it.</summary>
    public static Status TooLarge { get; } = new(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");

    /// <summary>The gRPC status of an HTTP status; every transport reports it in the same way.</summary>
    public static Status ToStatus(HttpStatusCode http) => new(
        http switch
        {
            HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
            HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
            HttpStatusCode.TooManyRequests => StatusCode.ResourceExhausted,
            HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => StatusCode.Unavailable,
            _ => StatusCode.Unknown,
        },
        Prefix + ((int)http).ToString(CultureInfo.InvariantCulture));

    /// <summary>The HTTP status in a gRPC status; null for a status that a node sent.</summary>
    public static HttpStatusCode? Find(Status status)
    {
        var text = status.Detail.AsSpan();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        text = text[Prefix.Length..];
        return int.TryParse(text[..Math.Min(Digits, text.Length)], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? (HttpStatusCode)code : 0;
    }
}
