using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

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
    /// rpc+https://rpc.example, grpc+https://grpc.example; without a prefix, it is gRPC.
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

    /// <summary>The address with a scheme that HTTP knows.</summary>
    internal Uri HttpAddress => Prefix.Length == 0 ? Address : new Uri(Address.OriginalString[Prefix.Length..]);

    /// <summary>Whether the address has a scheme that this library supports.</summary>
    internal bool IsUsable =>
        Address is { IsAbsoluteUri: true, Scheme: "http" or "https" or "grpc+http" or "grpc+https" or "rest+http" or "rest+https" or "rpc+http" or "rpc+https" };

    private string Prefix => Address is { IsAbsoluteUri: true } ? Address.Scheme[..(Address.Scheme.IndexOf('+') + 1)] : "";

    /// <summary>The same server with this protocol.</summary>
    internal AlloraEndpoint Over(AlloraTransport transport) => transport == Transport
        ? this
        : this with { Address = new Uri($"{transport.ToString().ToLowerInvariant()}+{HttpAddress.OriginalString}") };

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
