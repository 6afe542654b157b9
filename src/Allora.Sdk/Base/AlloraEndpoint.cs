using System.Collections.Frozen;
using System.Diagnostics;

namespace Allora.Sdk;

/// <summary>One server of a network, and what it takes to be let in.</summary>
/// <param name="Address">
/// Where it is, such as https://grpc.example:443. In front of the scheme may stand how it is spoken to: rest+https://api.example,
/// rpc+https://rpc.example, grpc+https://grpc.example; without it, it is gRPC.
/// </param>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AlloraEndpoint(Uri Address)
{
    /// <summary>Sent with every request, such as an API key. Never logged. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The HTTP proxy on the way there; a user name and password in it are sent to the proxy, never logged. Default: none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>How it is spoken to, as <see cref="Address"/> tells.</summary>
    public AlloraTransport Transport => Prefix switch
    {
        "rest+" => AlloraTransport.Rest,
        "rpc+" => AlloraTransport.Rpc,
        _ => AlloraTransport.Grpc,
    };

    /// <summary>The address with a scheme that HTTP knows.</summary>
    internal Uri HttpAddress => Prefix.Length == 0 ? Address : new Uri(Address.OriginalString[Prefix.Length..]);

    /// <summary>Whether there is an address that this library can speak to.</summary>
    internal bool IsUsable =>
        Address is { IsAbsoluteUri: true, Scheme: "http" or "https" or "grpc+http" or "grpc+https" or "rest+http" or "rest+https" or "rpc+http" or "rpc+https" };

    private string Prefix => Address is { IsAbsoluteUri: true } ? Address.Scheme[..(Address.Scheme.IndexOf('+') + 1)] : "";

    /// <summary>The same server spoken to in this way.</summary>
    internal AlloraEndpoint Over(AlloraTransport transport) => transport == Transport
        ? this
        : this with { Address = new Uri($"{transport.ToString().ToLowerInvariant()}+{HttpAddress.OriginalString}") };

    /// <summary>Host and port alone: paths, queries and headers may hold keys.</summary>
    public override string ToString() => Address is { IsAbsoluteUri: true } ? Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "(no address)";
}
