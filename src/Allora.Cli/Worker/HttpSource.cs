using System.Net;
using System.Text.RegularExpressions;
using Allora.Cli.Running;

namespace Allora.Cli.Worker;

/// <summary>A program in any language behind HTTP: a GET for each nonce. 204 is "no answer this time"; anything else but 200 is a failure.</summary>
internal sealed partial class HttpSource : IDisposable
{
    private const int MaximumAnswer = 1 << 20;

    private readonly HttpClient _http;
    private readonly UrlTemplate _address;

    public HttpSource(string template, ModelEntry entry)
    {
        _address = new UrlTemplate(template, entry.Parameters);
        _http = Client(entry.Headers);
    }

    /// <summary>The address's text, or null for "no answer this time".</summary>
    public async Task<string?> AskAsync(ulong topicId, long nonce, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(_address.For(topicId, nonce), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent)
            return null;
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{_address} answered {(int)response.StatusCode} {response.ReasonPhrase}");
        return (await response.Content.ReadAsStringAsync(cancellationToken)).Trim();
    }

    /// <summary>The address without its query, which may hold keys.</summary>
    public override string ToString() => _address.ToString();

    public void Dispose() => _http.Dispose();

    /// <summary>A client that sends these headers; ${NAME} in them comes from the environment.</summary>
    /// <exception cref="UsageException">A variable is not set.</exception>
    public static HttpClient Client(IReadOnlyDictionary<string, string> headers)
    {
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            // The worker's own time limit ends a call.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaximumAnswer,
        };
        foreach (var (name, value) in headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, Variables().Replace(value, FromEnvironment));
        return http;
    }

    private static string FromEnvironment(Match name) =>
        Environment.GetEnvironmentVariable(name.Groups[1].Value)
            ?? throw new UsageException($"a header wants the environment variable {name.Groups[1].Value}, which is not set");

    [GeneratedRegex(@"\$\{([A-Za-z0-9_]+)\}")]
    private static partial Regex Variables();
}
