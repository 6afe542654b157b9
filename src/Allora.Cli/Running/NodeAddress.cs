using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>The addresses of nodes, as users write them: what no client could use is refused before anything is signed.</summary>
internal static class NodeAddress
{
    /// <summary>The endpoint of a text, for calls or for the event stream; null if it is none.</summary>
    public static AlloraEndpoint? Parse(string text, bool events) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0
        && new AlloraEndpoint(address) is var endpoint && (events ? IsForEvents(endpoint) : endpoint.IsUsable)
            ? endpoint
            : null;

    /// <summary>What to write instead of a text that is none.</summary>
    public static string Refusal(string text, bool events) =>
        $"must be an address such as http://localhost:{(events ? 26657 : 9090)}, not \"{SafeText.Value(text)}\"";

    private static bool IsForEvents(AlloraEndpoint endpoint) =>
        endpoint.Address.Scheme is "ws" or "wss" or "tcp" || (endpoint.IsUsable && endpoint.Transport != AlloraTransport.Rest);
}
