using Allora.Cli.Documents;
using Allora.Sdk;

namespace Allora.Cli.Worker.Offchain;

/// <summary>The nodes of the offchain node's file. Only they are used: a file without a usable one is refused, and no other endpoint is used instead.</summary>
internal sealed class OffchainNodes(FieldReader wallet, List<string> problems)
{
    private readonly bool _isPlain = wallet.Flag("grpcInsecure") is true;
    private readonly int _before = problems.Count;

    /// <summary>gRPC nodes. The Go node writes host:port and selects TLS by a flag.</summary>
    public IReadOnlyList<string> Grpc() => [.. Addresses("nodeGRPCs", _isPlain ? "http://" : "https://", "tcp://")];

    /// <summary>RPC nodes; tcp:// is http://. Older files name one.</summary>
    public IReadOnlyList<string> Rpc() =>
    [
        .. Addresses("nodeRPCs", "http://", "tcp://"),
        .. wallet.Text("nodeRpc") is { Length: > 0 } one ? Address(wallet.PathOf("nodeRpc"), one, "http://", "tcp://") : [],
    ];

    /// <summary>A problem if the file names no node at all.</summary>
    public void RequireOne()
    {
        if (problems.Count == _before && wallet.Texts("nodeGRPCs").Count + wallet.Texts("nodeRPCs").Count == 0 && wallet.Text("nodeRpc") is null or "")
            problems.Add("wallet names no node: write nodeRPCs and nodeGRPCs, or one of the two (no other node is used)");
    }

    private IEnumerable<string> Addresses(string name, string scheme, string other) =>
        wallet.Texts(name).SelectMany((address, index) => Address($"{wallet.PathOf(name)}[{index}]", address, scheme, other));

    private IEnumerable<string> Address(string path, string text, string scheme, string other)
    {
        var address = text.StartsWith(other, StringComparison.OrdinalIgnoreCase) ? scheme + text[other.Length..]
            : text.Contains("://", StringComparison.Ordinal) ? text : scheme + text;
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.Scheme is "http" or "https" && !text.AsSpan().ContainsAny(" \t\r\n"))
            return [address];
        problems.Add($"{path} must be an address such as {(scheme.StartsWith("https", StringComparison.Ordinal) ? "grpc.example.org:443" : "http://localhost:26657")}, not \"{SafeText.Value(text)}\"");
        return [];
    }
}
