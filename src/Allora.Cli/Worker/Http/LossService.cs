using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Sdk;

namespace Allora.Cli.Worker.Http;

/// <summary>A loss in any language behind HTTP, with the offchain node's protocol: POST /calculate and /is_never_negative.</summary>
internal sealed class LossService : IDisposable
{
    private readonly ModelHttp _http;
    private readonly Uri _address;
    private readonly string _shown;
    private readonly IReadOnlyDictionary<string, string> _options;
    private bool? _isNeverNegative;

    public LossService(string address, ReputerEntry entry)
    {
        (_address, _shown, _options, _isNeverNegative) = (AddressOf(address), UrlTemplate.Redacted(address), entry.LossOptions, entry.IsNeverNegative);
        _http = new ModelHttp(entry.Headers);
    }

    /// <exception cref="UsageException">It is not an http address.</exception>
    public static Uri AddressOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
            ? uri
            : throw new UsageException($"\"{SafeText.Value(text)}\" is not an http address");

    /// <summary>Returns the loss of a value; null if the service has none for it (400, 422).</summary>
    /// <param name="truth">A number, or an array of labels and values.</param>
    /// <param name="value">The same of a worker or of the network.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<double?> CalculateAsync(JsonNode truth, JsonNode value, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["y_true"] = truth.DeepClone(), ["y_pred"] = value.DeepClone(), ["options"] = Options() };
        var answer = await PostAsync("calculate", body, cancellationToken);
        return answer is null ? null : Read(answer, "loss", static loss => double.Parse(loss.GetRawText().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether losses are never below zero; then their logarithm goes on chain. Otherwise they are sent unchanged. Queried once.</summary>
    public async Task<bool> IsNeverNegativeAsync(CancellationToken cancellationToken)
    {
        if (_isNeverNegative is { } known)
            return known;
        var answer = await PostAsync("is_never_negative", new JsonObject { ["options"] = Options() }, cancellationToken)
            ?? throw new HttpRequestException($"{_shown} does not answer whether this loss is never negative: check the loss's options");
        known = Read(answer, "is_never_negative", static flag => flag.GetBoolean());
        _isNeverNegative = known;
        return known;
    }

    public void Dispose() => _http.Dispose();

    private JsonObject Options() => new(_options.Select(static option => KeyValuePair.Create<string, JsonNode?>(option.Key, option.Value)));

    private T Read<T>(string answer, string field, Func<JsonElement, T> read) => _http.Read(_address, answer, text => Answers.Field(text, field, _shown, read));

    private async Task<string?> PostAsync(string what, JsonObject body, CancellationToken cancellationToken)
    {
        var (status, text) = await _http.PostAsync(new Uri(_address, what), body.ToJsonString(), cancellationToken);
        return status switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => null,
            HttpStatusCode.OK => text,
            _ => throw new HttpRequestException($"{_shown.TrimEnd('/')}/{what} answered {(int)status}"),
        };
    }
}
