using System.Collections.Frozen;

namespace Allora.Sdk;

/// <summary>One server of a network, and what it takes to be let in.</summary>
/// <param name="Address">Where it is, such as https://grpc.example:443.</param>
public sealed record AlloraEndpoint(Uri Address)
{
    /// <summary>Sent with every request, such as an API key. Never logged. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The HTTP proxy on the way there; a user name and password in it are sent to the proxy, never logged. Default: none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Host and port alone: paths, queries and headers may hold keys.</summary>
    public override string ToString() => Address is { IsAbsoluteUri: true } ? Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "(no address)";
}
