using System.CommandLine;
using Allora.Sdk;

namespace Topic67.Worker.Settings;

/// <summary>Reads the network and its endpoints. A blank name is an error: it would silently be another network.</summary>
internal static class NetworkReader
{
    private static readonly string[] Schemes = ["http", "https", "grpc+http", "grpc+https", "rest+http", "rest+https", "rpc+http", "rpc+https"];

    public static AlloraNetwork? Read(ParseResult line, CommandLineOptions options, EnvFile env, bool hasKey)
    {
        var name = Given(line, options.Network) ?? env.NotBlank("NETWORK");
        var grpc = Given(line, options.Grpc) ?? env.NotBlank("ALLORA_GRPC");
        var rpc = Given(line, options.Rpc) ?? env.NotBlank("ALLORA_RPC");
        var chainId = Given(line, options.ChainId) ?? env.NotBlank("CHAIN_ID");
        if (name is null && grpc is null && rpc is null && chainId is null && !hasKey)
            return null;

        AlloraNetwork network;
        try
        {
            network = AlloraNetwork.FromName(name ?? "testnet");
        }
        catch (ArgumentException)
        {
            throw new ConfigurationException($"There is no network \"{SafeText.Value(name!)}\": write testnet, mainnet or local.");
        }

        return network with
        {
            ChainId = chainId ?? network.ChainId,
            Endpoints = grpc is null ? network.Endpoints : Endpoints("ALLORA_GRPC or --grpc", grpc, Schemes),
            EventEndpoints = rpc is null ? network.EventEndpoints : Endpoints("ALLORA_RPC or --rpc", rpc, Schemes[..2]),
            // A chain id other than localnet's is not a test chain, regardless of the network's name.
            IsDevNet = network.IsDevNet && (chainId is null || chainId == AlloraNetwork.Local.ChainId),
        };
    }

    private static List<AlloraEndpoint> Endpoints(string name, string list, string[] schemes) =>
    [
        .. list.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text =>
            Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && uri.Host.Length > 0
                ? new AlloraEndpoint(uri)
                : throw new ConfigurationException($"{name} has '{SafeText.Value(text)}': write http://host:port or https://host:port, several with commas between them.")),
    ];

    private static string? Given(ParseResult line, Option<string?> option) => line.GetValue(option) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
