using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>The pages, scripts and styles, which are part of the assembly.</summary>
internal static class AssetFiles
{
    private static readonly FrozenDictionary<string, Asset> All = Load();

    private sealed record Asset(byte[] Content, string Type, string Tag);

    public static async Task ServeAsync(HttpContext context, string? name)
    {
        var response = context.Response;
        if (name is null || !All.TryGetValue(name, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.Headers.ETag = asset.Tag;
        response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = asset.Type;
        response.ContentLength = asset.Content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(asset.Content, context.RequestAborted).ConfigureAwait(false);
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(AssetFiles).Assembly;
        return assembly.GetManifestResourceNames().ToFrozenDictionary(
            static name => name,
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var content = new byte[stream.Length];
                stream.ReadExactly(content);
                return new Asset(content, TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
            },
            StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
