using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>A gateway before a node's CometBFT RPC that rewrites replies, by a function of the method and the reply.</summary>
internal sealed class OddGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private OddGateway(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<OddGateway> StartAsync(Uri node, Func<string, JsonNode, JsonNode> rewrite)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var gateway = new OddGateway(builder.Build());
        gateway._app.Run(context => gateway.PassOnAsync(context, node, rewrite));
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>Applies the rules of a case file: `remove` and `replace` by path, `echo_id_as`.</summary>
    public static Func<string, JsonNode, JsonNode> Rules(JsonNode rules) => (method, reply) =>
    {
        foreach (var path in rules["remove"]?[method]?.AsArray() ?? [])
            Parent(reply, path!.GetValue<string>(), out var name)?.Remove(name);
        foreach (var (path, value) in rules["replace"]?[method]?.AsObject() ?? [])
        {
            if (Parent(reply, path, out var name) is { } parent)
                parent[name] = value?.DeepClone();
        }

        if (rules["echo_id_as"]?.GetValue<string>() == "text")
            reply["id"] = reply["id"]!.ToJsonString();
        return reply;
    };

    /// <summary>The object that a path such as "result.response.code" ends in; null if a part of the path is not there.</summary>
    public static JsonObject? Parent(JsonNode reply, string path, out string name)
    {
        var parts = path.Split('.');
        name = parts[^1];
        JsonNode? node = reply;
        foreach (var part in parts[..^1])
            node = (node as JsonObject)?[part];
        return node as JsonObject;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context, Uri node, Func<string, JsonNode, JsonNode> rewrite)
    {
        using var reader = new StreamReader(context.Request.Body);
        var question = await reader.ReadToEndAsync(context.RequestAborted);
        using var content = new StringContent(question, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(node, content, context.RequestAborted);
        var reply = JsonNode.Parse(await answer.Content.ReadAsStringAsync(context.RequestAborted))!;
        var method = JsonNode.Parse(question)!["method"]!.GetValue<string>();
        context.Response.StatusCode = (int)answer.StatusCode;
        await context.Response.WriteAsync(rewrite(method, reply).ToJsonString(), context.RequestAborted);
    }
}
