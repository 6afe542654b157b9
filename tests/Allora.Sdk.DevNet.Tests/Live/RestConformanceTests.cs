using System.Net.Http.Headers;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>Every captured REST request, made in the same situation with DevNet's own keys.</summary>
public sealed class RestConformanceTests
{
    private const string CapturedAccount = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";
    private const string CapturedHash = "BE55D1D4764B5D82EE01EB4B88D926389112D9A076CF86F760686FAF5195D943";

    [Theory]
    [InlineData(LiveNet.Own)]
    [InlineData(LiveNet.Other)]
    public async Task Captured_requests_are_answered_as_captured(string genesis)
    {
        await using var live = await LiveNet.StartAsync(genesis);
        // A submission whose window closed, so that there are network inferences; then the next window is open.
        var first = await live.OpenWindowAsync();
        await live.BroadcastAsync(live.Worker, live.Signed(live.Worker, 900_000, 0, live.Payload(first)));
        var hash = await live.BroadcastAsync(live.Worker, live.Send(live.Worker));
        await live.StepAsync();
        await live.OpenWindowAsync();

        var bodies = new Dictionary<string, string>
        {
            ["rest-simulate-ok"] = Body(live.Send(live.Worker)),
            ["rest-simulate-error"] = Body(live.Send(live.Worker, "1" + new string('0', 40), 300_000)),
            ["rest-broadcast-ok"] = Broadcast(live.Send(live.Worker)),
            ["rest-broadcast-wrong-sequence"] = Broadcast(live.Send(live.Worker, gas: 300_000)),
        };
        var conformance = new Conformance(genesis, "REST");
        var cases = CapturedCase.All.Where(c => c.Transport == "rest").ToList();
        foreach (var captured in cases)
        {
            var parts = captured.Method.Split(' ');
            var path = parts[1].Replace(CapturedAccount, live.Worker.Address, StringComparison.Ordinal).Replace(CapturedHash, hash, StringComparison.Ordinal);
            path = Topic(path, live.SingleTopic);
            long? height = captured.Name == "rest-balance-at-height" ? live.Net.Height - 1 : null;
            var body = bodies.TryGetValue(captured.Name, out var own) ? own : captured.RequestBody;
            var (status, answer, headers) = await live.RestAsync(parts[0], path, body.Length > 0 ? body : null, height);
            conformance.Compare(captured, status, answer, [.. Headers(captured, headers)]);
        }

        conformance.Finish(cases.Count);
    }

    private static string Topic(string path, ulong topic)
    {
        var parts = path.Split('?');
        var segments = parts[0].Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            if (segments[1] == "emissions" && segments[i] == "2")
                segments[i] = topic.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        parts[0] = string.Join('/', segments);
        return string.Join('?', parts);
    }

    private static IEnumerable<string> Headers(CapturedCase captured, HttpResponseHeaders given)
    {
        foreach (var name in new[] { "Grpc-Metadata-Content-Type", "Grpc-Metadata-X-Cosmos-Block-Height", "X-Server-Time" })
        {
            if (captured.Headers.Contains(name) != given.Contains(name))
                yield return $"header {name}: {(given.Contains(name) ? "not expected" : "missing")}";
        }
    }

    private static string Body(byte[] transaction) => $"{{\"tx_bytes\": \"{Convert.ToBase64String(transaction)}\"}}";

    private static string Broadcast(byte[] transaction) =>
        $"{{\"tx_bytes\": \"{Convert.ToBase64String(transaction)}\", \"mode\": \"BROADCAST_MODE_SYNC\"}}";
}
