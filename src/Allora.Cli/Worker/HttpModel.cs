using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker;

/// <summary>
/// A model behind HTTP, in any language: a GET for each window. A number comes as plain text and goes on chain as it was written; labels come
/// as JSON. 204 is "no answer this time". Anything else is a failure, and asked again while the window is open.
/// </summary>
internal sealed partial class HttpModel : IPredictionProvider, IDisposable
{
    private const int MaximumAnswer = 64 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        // The worker's own time limit ends a call.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaximumAnswer,
    };

    private readonly UrlTemplate _address;
    private readonly bool _hasLabels;

    public HttpModel(WorkerEntry entry)
    {
        _hasLabels = entry.LabelsEndpoint is not null;
        _address = new UrlTemplate(entry.LabelsEndpoint ?? entry.Endpoint!, entry.Parameters);
        foreach (var (name, value) in entry.Headers)
            _http.DefaultRequestHeaders.TryAddWithoutValidation(name, Variables().Replace(value, FromEnvironment));
    }

    public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(_address.For(context.TopicId, context.Nonce), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent)
            return Prediction.Skip($"{_address} has no answer for this window");
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{_address} answered {(int)response.StatusCode} {response.ReasonPhrase}");
        var text = (await response.Content.ReadAsStringAsync(cancellationToken)).Trim();
        return _hasLabels ? Prediction.Labels(Labels(text)) : Prediction.Value(Number(text.Trim('"')));
    }

    public void Dispose() => _http.Dispose();

    private Dictionary<string, ChainDecimal> Labels(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.EnumerateArray().ToDictionary(
                static item => item.GetProperty("label").GetString() ?? "",
                item => Number(item.GetProperty("value") is { ValueKind: JsonValueKind.String } quoted ? quoted.GetString()! : item.GetProperty("value").GetRawText()));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"{_address} must answer [{{\"label\": \"...\", \"value\": \"...\"}}, ...]: {wrong.Message}", wrong);
        }
    }

    private ChainDecimal Number(string text)
    {
        try
        {
            return ChainDecimal.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{_address} must answer a number, not \"{(text.Length > 80 ? text[..80] + "..." : text)}\"", wrong);
        }
    }

    private static string FromEnvironment(Match name) =>
        Environment.GetEnvironmentVariable(name.Groups[1].Value)
            ?? throw new UsageException($"a header wants the environment variable {name.Groups[1].Value}, which is not set");

    [GeneratedRegex(@"\$\{([A-Za-z0-9_]+)\}")]
    private static partial Regex Variables();
}
