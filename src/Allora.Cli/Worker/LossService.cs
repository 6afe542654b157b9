using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Allora.Cli.Running;

namespace Allora.Cli.Worker;

/// <summary>A loss in any language behind HTTP, as the offchain node asks one: POST /calculate and /is_never_negative.</summary>
internal sealed class LossService : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly IReadOnlyDictionary<string, string> _options;
    private bool? _isNeverNegative;

    public LossService(ReputerEntry entry)
    {
        (_address, _options) = (AddressOf(entry.LossService!), entry.LossOptions);
        _http = HttpSource.Client(entry.Headers);
    }

    /// <exception cref="UsageException">It is no http address.</exception>
    public static Uri AddressOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new UsageException($"loss_service \"{text}\" is no http address");

    /// <summary>The loss of a value; null where the service says (400, 422) that it has none.</summary>
    public async Task<double?> CalculateAsync(string truth, string value, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["y_true"] = truth, ["y_pred"] = value, ["options"] = Options() };
        var answer = await PostAsync("calculate", body, cancellationToken);
        return answer is null ? null : Answers.Field(answer, "loss", _address.ToString(), static loss => double.Parse(loss.GetRawText().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether losses are never below zero; then their logarithm goes on chain. Otherwise they go as they are. Asked once.</summary>
    public async Task<bool> IsNeverNegativeAsync(CancellationToken cancellationToken)
    {
        if (_isNeverNegative is { } known)
            return known;
        var answer = await PostAsync("is_never_negative", new JsonObject { ["options"] = Options() }, cancellationToken)
            ?? throw new HttpRequestException($"{_address} does not tell whether this loss is never negative: check loss_options");
        known = Answers.Field(answer, "is_never_negative", _address.ToString(), static flag => flag.GetBoolean());
        _isNeverNegative = known;
        return known;
    }

    public void Dispose() => _http.Dispose();

    private JsonObject Options() => new(_options.Select(static option => KeyValuePair.Create<string, JsonNode?>(option.Key, option.Value)));

    private async Task<string?> PostAsync(string what, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_address, what), content, cancellationToken);
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            return null;
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{_address}{what} answered {(int)response.StatusCode} {response.ReasonPhrase}");
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
