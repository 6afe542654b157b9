using System.Net.Http.Headers;
using System.Text;
using Allora.Sdk;

namespace Topic67.Forecasting.Sources;

/// <summary>The address of a source, which a user may have replaced by a proxy's: with a path, a query that is sent with every request, and a user and a password.</summary>
internal sealed class SourceAddress
{
    private readonly Uri _folder;
    private readonly string _query;

    public SourceAddress(Uri address, string? key)
    {
        _folder = new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "", Path = address.AbsolutePath.TrimEnd('/') + "/" }.Uri;
        _query = address.Query.TrimStart('?');
        Secrets = key is null ? SafeText.Secrets(address) : [.. SafeText.Secrets(address), key];
        Authorization = key is not null ? new AuthenticationHeaderValue("Token", key)
            : address.UserInfo.Length > 0 ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))))
            : null;
    }

    /// <summary>What is sent and must not be shown; a source may repeat it.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>The header of every request; null if there is none.</summary>
    public AuthenticationHeaderValue? Authorization { get; }

    /// <summary>The address of a request below this one.</summary>
    public Uri Of(string request) => _query.Length == 0 ? new Uri(_folder, request)
        : new Uri(_folder, request + (request.Contains('?', StringComparison.Ordinal) ? "&" : "?") + _query);
}
