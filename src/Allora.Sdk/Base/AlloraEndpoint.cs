using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Allora.Sdk;

/// <summary>One server of a network, and the credentials for it. Two endpoints with equal content are equal.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AlloraEndpoint
{
    private readonly FrozenDictionary<string, string> _headers = FrozenDictionary<string, string>.Empty;

    /// <summary>Creates an endpoint.</summary>
    /// <param name="address">See <see cref="Address"/>.</param>
    public AlloraEndpoint(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
    }

    /// <summary>Creates an endpoint.</summary>
    /// <param name="address">See <see cref="Address"/>.</param>
    /// <exception cref="UriFormatException">Not an absolute address.</exception>
    public AlloraEndpoint([StringSyntax(StringSyntaxAttribute.Uri)] string address)
        : this(new Uri(address))
    {
    }

    /// <summary>
    /// The address, such as https://grpc.example:443. A prefix of the scheme names the protocol: rest+https://api.example,
    /// rpc+https://rpc.example, grpc+https://grpc.example; without a prefix, it is gRPC. A user name and a password in it are sent as Basic
    /// authentication, and a query is sent with every request over REST and RPC; neither is ever logged.
    /// </summary>
    public Uri Address { get; init; }

    /// <summary>Sent with every request, such as an API key; names in any case of letters. Never logged. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get => _headers;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _headers = value.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>The HTTP proxy for this endpoint; a user name and password in it are sent to the proxy, never logged. Default: none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The protocol, by the prefix of <see cref="Address"/>.</summary>
    public AlloraTransport Transport => Prefix switch
    {
        "rest+" => AlloraTransport.Rest,
        "rpc+" => AlloraTransport.Rpc,
        _ => AlloraTransport.Grpc,
    };

    /// <summary>The address with a scheme that HTTP knows, without user name and password.</summary>
    internal Uri HttpAddress => Plain is { UserInfo.Length: > 0 } plain ? new UriBuilder(plain) { UserName = "", Password = "" }.Uri : Plain;

    /// <summary>The headers of every request: <see cref="Headers"/>, and the user name and password of <see cref="Address"/> as Basic authentication.</summary>
    internal IReadOnlyDictionary<string, string> RequestHeaders
    {
        get
        {
            if (Address is not { IsAbsoluteUri: true, UserInfo: { Length: > 0 } user } || _headers.ContainsKey("Authorization"))
                return _headers;
            var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user)));
            return _headers.Append(KeyValuePair.Create("Authorization", basic)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>What a server may repeat in an error and must not be shown: the values of headers, and the secrets of the address.</summary>
    internal IReadOnlyList<string> Secrets => [.. _headers.Values.Concat(_headers.Values.Select(static value => value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..])), .. SafeText.Secrets(Address)];

    /// <summary>Whether the address has a scheme that this library supports.</summary>
    internal bool IsUsable =>
        Address is { IsAbsoluteUri: true, Scheme: "http" or "https" or "grpc+http" or "grpc+https" or "rest+http" or "rest+https" or "rpc+http" or "rpc+https" };

    private Uri Plain => Prefix.Length == 0 ? Address : new Uri(Address.OriginalString[Prefix.Length..]);

    private string Prefix => Address is { IsAbsoluteUri: true } ? Address.Scheme[..(Address.Scheme.IndexOf('+') + 1)] : "";

    /// <summary>The same server with this protocol.</summary>
    internal AlloraEndpoint Over(AlloraTransport transport) => transport == Transport
        ? this
        : this with { Address = new Uri($"{transport.ToString().ToLowerInvariant()}+{Plain.OriginalString}") };

    /// <summary>Compares address, proxy and headers.</summary>
    public bool Equals(AlloraEndpoint? other) => ReferenceEquals(this, other)
        || (other is not null
            && Same(Address, other.Address)
            && Same(Proxy, other.Proxy)
            && _headers.Count == other._headers.Count
            && _headers.All(header => other._headers.TryGetValue(header.Key, out var value) && value == header.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Address, Proxy, _headers.Count);

    // Uri's own equality ignores the user name and password.
    private static bool Same(Uri? one, Uri? other) => one == other && (one is not { IsAbsoluteUri: true } || one.UserInfo == other!.UserInfo);

    /// <summary>Host and port alone: paths, queries and headers may hold keys.</summary>
    public override string ToString() => Address is { IsAbsoluteUri: true } ? Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "(no address)";
}
