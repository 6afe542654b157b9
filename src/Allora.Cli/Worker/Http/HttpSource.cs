using System.Net;
using Allora.Cli.Worker.Entries;

namespace Allora.Cli.Worker.Http;

/// <summary>A program in any language behind HTTP: a GET for each nonce. 204 is "no answer this time"; anything else but 200 is a failure.</summary>
internal sealed class HttpSource : IDisposable
{
    private readonly ModelHttp _http;
    private readonly UrlTemplate _address;

    public HttpSource(string template, ModelEntry entry)
    {
        _address = new UrlTemplate(template, entry.Parameters);
        _http = new ModelHttp(entry.Headers);
    }

    /// <summary>Returns the answer's text, or null for "no answer this time".</summary>
    public async Task<string?> AskAsync(ulong topicId, long nonce, CancellationToken cancellationToken)
    {
        var (status, text) = await _http.GetAsync(_address.For(topicId, nonce), cancellationToken);
        return status switch
        {
            HttpStatusCode.NoContent => null,
            HttpStatusCode.OK => text.Trim(),
            _ => throw new HttpRequestException($"{_address} answered {(int)status}"),
        };
    }

    /// <summary>Reads an answer of this program.</summary>
    /// <exception cref="FormatException">It cannot be read; the message has none of the secrets that were sent.</exception>
    public T Read<T>(string text, Func<string, T> read) => _http.Read(_address.For(1, 1), text, read);

    /// <summary>The address without user, password and query, which may hold keys.</summary>
    public override string ToString() => _address.ToString();

    public void Dispose() => _http.Dispose();
}
