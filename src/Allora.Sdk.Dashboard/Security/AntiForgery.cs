using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Security;

/// <summary>
/// Proves that a request for a change was made by a page of this console: a header with a secret that only such a page can read. A page of another
/// site can neither read the secret nor send the header.
/// </summary>
internal sealed class AntiForgery
{
    public const string Header = "X-Allora-Antiforgery";

    /// <summary>The secret, new with each process.</summary>
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public bool Holds(HttpRequest request) =>
        request.Headers[Header] is [{ } sent]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(Value))
        && (request.Headers.Origin is not [{ Length: > 0 } origin] || origin == $"{request.Scheme}://{request.Host.Value}");
}
