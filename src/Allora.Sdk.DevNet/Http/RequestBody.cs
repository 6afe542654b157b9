using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Http;

/// <summary>Reads request bodies under a node's limit.</summary>
internal static class RequestBody
{
    // max_body_bytes of a node's default configuration.
    private const int MaxBytes = 1_000_000;

    /// <summary>The body, or null when it is larger than a node takes.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (read.Buffer.Length > MaxBytes)
                return null;
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
