using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.Sdk.DevNet.Tests.Rpc;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>One captured exchange over HTTP.</summary>
internal sealed partial record CapturedCase(string Name, string Transport, string Method, int Status, string Body, string RequestBody, IReadOnlySet<string> Headers)
{
    public static IReadOnlyList<CapturedCase> All { get; } =
    [
        .. Data.Capture("rest-and-rpc.json").EnumerateArray().Select(c => new CapturedCase(
            Text(c, "name"),
            Text(c, "transport"),
            Text(c, "method"),
            c.GetProperty("status").GetInt32(),
            Text(c, "body"),
            Text(c, "request_body"),
            c.TryGetProperty("response_headers", out var headers)
                ? headers.EnumerateObject().Select(h => h.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)
                : new HashSet<string>())),
    ];

    /// <summary>How an answer differs from this one: status, then shape, then the words of an error.</summary>
    public List<string> Differences(int status, string body)
    {
        if (status != Status)
            return [$"status {status} instead of {Status}: {body[..Math.Min(body.Length, 300)]}"];
        var differences = JsonShape.Differences(Body, body);
        if (differences.Count == 0 && Words(Body) != Words(body))
            differences.Add($"says \"{Words(body)}\" instead of \"{Words(Body)}\"");
        return differences;
    }

    // What is said when something is refused, numbers, addresses and Go source positions aside.
    private static string Words(string body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var words = root.TryGetProperty("message", out var message) ? $"{root.GetProperty("code")} {message}"
            : root.TryGetProperty("error", out var error) ? error.GetRawText()
            : root.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object && result.TryGetProperty("log", out var log) && result.TryGetProperty("codespace", out _) ? $"{result.GetProperty("codespace")} {result.GetProperty("code")} {log}"
            : root.TryGetProperty("tx_response", out var response) ? $"{response.GetProperty("codespace")} {response.GetProperty("code")} {(response.GetProperty("code").GetInt32() == 0 ? "" : response.GetProperty("raw_log"))}"
            : "";
        return Numbers().Replace(Addresses().Replace(Sources().Replace(words, "[source]"), "ADDRESS"), "N");
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString()! : "";

    [GeneratedRegex(@"\[[^\[\]]*\.go:\d+\]")]
    private static partial Regex Sources();

    [GeneratedRegex("allo1[a-z0-9]{38}")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
