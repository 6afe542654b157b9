using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>Writes an answer in JSON.</summary>
internal static class JsonReply
{
    public static Task WriteAsync<T>(HttpContext context, T view, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, view, type, context.RequestAborted);
    }
}
