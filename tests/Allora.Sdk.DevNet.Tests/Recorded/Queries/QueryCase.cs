using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.TestData;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Tests.Recorded.Queries;

/// <summary>A recorded query: its method, its request, and the reply or the refusal's text.</summary>
internal sealed record QueryCase(string Name, MethodDescriptor Method, JsonObject Request, string? Refusal, JsonObject? Reply)
{
    private static readonly Dictionary<string, ServiceDescriptor> Services = new(StringComparer.Ordinal)
    {
        ["EmissionsV10"] = Protos.Emissions.V10.QueryService.Descriptor,
        ["EmissionsV9"] = Protos.Emissions.V9.QueryService.Descriptor,
        ["Mint"] = Protos.Mint.V5.QueryService.Descriptor,
        ["Bank"] = Protos.Cosmos.Bank.V1Beta1.Query.Descriptor,
        ["Auth"] = Protos.Cosmos.Auth.V1Beta1.Query.Descriptor,
        ["Staking"] = Protos.Cosmos.Staking.V1Beta1.Query.Descriptor,
        ["Feemarket"] = Protos.Feemarket.V1.Query.Descriptor,
        ["Feegrant"] = Protos.Cosmos.Feegrant.V1Beta1.Query.Descriptor,
        ["Transactions"] = Protos.Cosmos.Tx.V1Beta1.Service.Descriptor,
        ["Tendermint"] = Protos.Cosmos.Base.Tendermint.V1Beta1.Service.Descriptor,
        ["Node"] = Protos.Cosmos.Base.Node.V1Beta1.Service.Descriptor,
    };

    /// <summary>The recorded queries of a version; methods that are in no published message are left out.</summary>
    public static IReadOnlyList<QueryCase> Load(DevNetSchema schema) => schema == DevNetSchema.V10
        ? [.. Data.Capture("every-query-v10.json").EnumerateArray().Select(static entry => Parse(entry, entry.GetProperty("method").GetString()!))]
        : [.. Data.Capture("every-query-v9.json").EnumerateArray()
            .Where(static entry => Services["EmissionsV9"].FindMethodByName(entry.GetProperty("method").GetString()!) is not null)
            .Select(static entry => Parse(entry, $"EmissionsV9.{entry.GetProperty("method").GetString()}Async"))];

    private static QueryCase Parse(JsonElement entry, string called)
    {
        var parts = called.Split('.');
        var name = parts[1][..^"Async".Length];
        var error = entry.GetProperty("error");
        var reply = entry.GetProperty("reply");
        return new QueryCase(
            $"{parts[0]}.{name} {entry.GetProperty("request").GetRawText()}",
            Services[parts[0]].FindMethodByName(name) ?? throw new InvalidDataException($"{parts[0]} has no {name}"),
            JsonNode.Parse(entry.GetProperty("request").GetRawText())!.AsObject(),
            error.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Object => error.GetProperty("message").GetString(),
                _ => Text(error.GetString()!),
            },
            error.ValueKind != JsonValueKind.Null ? null : reply.ValueKind == JsonValueKind.Null ? [] : JsonNode.Parse(reply.GetRawText())!.AsObject());
    }

    // "Reason Method: text", and "(codespace, code) text" for a chain error.
    private static string Text(string error)
    {
        var text = error[(error.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        return text.StartsWith('(') && text.IndexOf(") ", StringComparison.Ordinal) is var end and > 0 ? text[(end + 2)..] : text;
    }
}
