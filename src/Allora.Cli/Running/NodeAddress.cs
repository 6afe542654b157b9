using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>The addresses of nodes, as users write them: what no client could use is refused before anything is signed.</summary>
internal static class NodeAddress
{
    private static readonly string[] ForCalls = ["http", "https", "grpc+http", "grpc+https", "rest+http", "rest+https", "rpc+http", "rpc+https"];
    private static readonly string[] ForEvents = ["http", "https", "ws", "wss", "tcp"];

    /// <summary>The address of a text, for calls or for the event stream; null if it is none.</summary>
    public static Uri? Parse(string text, bool events) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0 && (events ? ForEvents : ForCalls).Contains(address.Scheme) ? address : null;

    /// <summary>What to write instead of a text that is none.</summary>
    public static string Refusal(string text, bool events) =>
        $"must be an address such as http://localhost:{(events ? 26657 : 9090)}, not \"{SafeText.Value(text)}\"";
}
