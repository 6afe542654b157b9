using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>
/// Turns an HTTP request into a WebSocket. The framing is our own, because pings must follow the injected clock and faults must
/// be able to break a frame in the middle; the framework's WebSocket allows neither.
/// </summary>
internal static class Handshake
{
    private static readonly byte[] Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8.ToArray();

    /// <summary>Answers the upgrade, or 400 where the request asks for none; gives the raw stream.</summary>
    public static async Task<Stream?> UpgradeAsync(HttpContext context)
    {
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        if (upgrade is null || !upgrade.IsUpgradableRequest || key.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Headers["Sec-Websocket-Version"] = "13";
            await context.Response.WriteAsync("Bad Request\n", context.RequestAborted).ConfigureAwait(false);
            return null;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.SecWebSocketAccept = Accept(key);
        return await upgrade.UpgradeAsync().ConfigureAwait(false);
    }

    private static string Accept(string key)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; nothing is secured by it.
        SHA1.HashData([.. Encoding.ASCII.GetBytes(key), .. Magic], hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }
}
