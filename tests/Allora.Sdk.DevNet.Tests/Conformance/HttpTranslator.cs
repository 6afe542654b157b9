using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Allora.Sdk.DevNet.Tests.Live;
using Allora.Sdk.DevNet.Tests.Recorded.Queries;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Captured calls over HTTP in another cast: paths, queries, heights and signed transactions.</summary>
internal sealed partial class HttpTranslator(Cast cast)
{
    private readonly Translator _translator = new(cast);

    public HttpRequestMessage Request(CapturedCase captured, AlloraDevNet devnet)
    {
        if (captured.Transport != "rest")
            return new HttpRequestMessage(HttpMethod.Post, devnet.Rpc) { Content = Json(Call(captured.RequestBody)) };
        var parts = captured.Method.Split(' ');
        var path = TopicIn().Replace(cast.Text(parts[1]), match => match.Groups[1].Value + cast.Topic(ulong.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)));
        var request = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(devnet.Rest, path));
        if (captured.RequestBody.Length > 0)
            request.Content = Json(Body(captured.RequestBody));
        if (captured.Name == "rest-balance-at-height")
            request.Headers.Add("x-cosmos-block-height", cast.Height(20).ToString(CultureInfo.InvariantCulture));
        return request;
    }

    /// <summary>A reply as paths and values, with the names that gRPC's JSON has.</summary>
    public static SortedDictionary<string, string> Flat(string body)
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, value) in FlatReply.Of(JsonNode.Parse(body)!.AsObject()))
            flat.Add(Snake().Replace(path, static match => match.Groups[1].Value.ToUpperInvariant()), path.EndsWith("/response/value", StringComparison.Ordinal) ? Balance(value) : value);
        return flat;
    }

    // The one captured reply of bytes.
    private static string Balance(string bytes) => QueryBalanceResponse.Parser.ParseFrom(Convert.FromBase64String(bytes)).Balance.Amount;

    private string Body(string captured)
    {
        if (!captured.Contains("tx_bytes", StringComparison.Ordinal))
            return captured;
        var body = JsonNode.Parse(captured)!;
        body["tx_bytes"] = Transaction((string)body["tx_bytes"]!);
        return body.ToJsonString();
    }

    private string Call(string captured)
    {
        var call = JsonNode.Parse(captured)!;
        var parameters = call["params"]!.AsObject();
        foreach (var (name, value) in parameters.ToList())
        {
            var text = value is JsonValue ? value.ToString() : "";
            if (name == "tx" && text != "!!")
                parameters[name] = Transaction(text);
            else if (name == "hash")
                parameters[name] = Convert.ToBase64String(Convert.FromHexString(cast.Text(Convert.ToHexString(Convert.FromBase64String(text)))));
            else if (name == "height")
                parameters[name] = cast.Height(long.Parse(text, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            else if (name == "data")
                parameters[name] = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(cast.Text(Encoding.UTF8.GetString(Convert.FromHexString(text)))));
            else if (name == "query")
                parameters[name] = cast.Text(text);
        }

        return call.ToJsonString();
    }

    private string Transaction(string captured) => Convert.ToBase64String(_translator.Transaction(Convert.FromBase64String(captured)));

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    [GeneratedRegex(@"(/emissions/v\d+/(?:\w+/)+?)(\d+)(?=/|\?|$)")]
    private static partial Regex TopicIn();

    [GeneratedRegex("_([a-z0-9])")]
    private static partial Regex Snake();
}
