using System.Text.Json;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>One request to the captured node and what came back.</summary>
internal sealed record CaptureCase
{
    public required string Name { get; init; }

    public required string Method { get; init; }

    public required byte[] Request { get; init; }

    /// <summary>The height asked for in the request's metadata, as text.</summary>
    public string? AskedHeight { get; init; }

    /// <summary>The height of the reply; errors have none.</summary>
    public long? Height { get; init; }

    public byte[]? Response { get; init; }

    /// <summary>The readable reply, where the bytes were cut away.</summary>
    public string? ResponseJson { get; init; }

    public int Status { get; init; }

    public string Message { get; init; } = "";

    public static IReadOnlyList<CaptureCase> Load(string file) =>
        [.. Data.Capture(file).EnumerateArray().Where(static entry => entry.GetProperty("transport").GetString() == "grpc").Select(Parse)];

    private static CaptureCase Parse(JsonElement entry)
    {
        var failed = entry.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Object;
        return new CaptureCase
        {
            Name = entry.GetProperty("name").GetString()!,
            Method = entry.GetProperty("method").GetString()!,
            Request = entry.GetProperty("request_base64").GetBytesFromBase64(),
            AskedHeight = entry.TryGetProperty("request_metadata", out var asked) ? HeightIn(asked) : null,
            Height = entry.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("initial_metadata", out var initial) && HeightIn(initial) is { } height
                ? long.Parse(height, System.Globalization.CultureInfo.InvariantCulture)
                : null,
            Response = entry.TryGetProperty("response_base64", out var response) ? response.GetBytesFromBase64() : null,
            ResponseJson = entry.TryGetProperty("response", out var readable) && readable.ValueKind == JsonValueKind.Object ? readable.GetRawText().Replace("\"p2P\"", "\"p2p\"", StringComparison.Ordinal) : null,
            Status = failed ? status.GetProperty("value").GetInt32() : 0,
            Message = failed ? status.GetProperty("message").GetString()! : "",
        };
    }

    private static string? HeightIn(JsonElement pairs) =>
        pairs.EnumerateArray().Where(static pair => pair[0].GetString() == "x-cosmos-block-height").Select(static pair => pair[1].GetString()).FirstOrDefault();
}
