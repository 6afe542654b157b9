namespace Allora.Sdk.Events.Socket;

/// <summary>The address of a node's event socket, from its RPC address.</summary>
internal static class EventSocketAddress
{
    private const string SocketPath = "/websocket";

    public static Uri From(Uri rpc)
    {
        if (!rpc.IsAbsoluteUri)
            throw new ArgumentException("The RPC address must be absolute, such as https://rpc.example:443.", nameof(rpc));
        var scheme = rpc.Scheme switch
        {
            "http" or "ws" or "tcp" => "ws",
            "https" or "wss" => "wss",
            _ => throw new ArgumentException($"An RPC address starts with http or https, not with {rpc.Scheme}.", nameof(rpc)),
        };
        var path = rpc.AbsolutePath.TrimEnd('/');
        if (!path.EndsWith(SocketPath, StringComparison.Ordinal))
            path += SocketPath;

        // A port that the address omits stays omitted: it is the scheme's default, which the change of scheme keeps.
        return new UriBuilder(rpc) { Scheme = scheme, Port = rpc.IsDefaultPort ? -1 : rpc.Port, Path = path }.Uri;
    }
}
