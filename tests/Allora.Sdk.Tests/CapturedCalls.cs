using System.Text.Json;
using Allora.TestData;

namespace Allora.Sdk.Tests;

/// <summary>gRPC calls that a real node answered, by method.</summary>
internal static class CapturedCalls
{
    private static readonly string[] Files = ["cosmos-grpc.json", "emissions-grpc.json", "feemarket-and-labels.json", "pending-and-grants.json", "reputer-grpc.json"];

    public static IEnumerable<JsonElement> Of(string method) =>
        from file in Files
        from call in Data.Capture(file).EnumerateArray()
        where call.TryGetProperty("method", out var name) && name.GetString() == method
        select call;

    public static byte[] Request(this JsonElement call) => call.GetProperty("request_base64").GetBytesFromBase64();

    public static string ErrorText(this JsonElement call) =>
        call.TryGetProperty("status", out var status) ? status.Text("message") : "";
}
