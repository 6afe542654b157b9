using Microsoft.Extensions.Configuration;

namespace Allora.Sdk.Hosting.Configuration;

/// <summary>The section of the client: network, endpoints, time limits, key file.</summary>
internal static class AlloraSettingsReader
{
    private const string Network = nameof(Network);
    private const string Client = nameof(Client);

    /// <summary>The usual place of workers' sections; read when workers are added.</summary>
    private const string Workers = nameof(Workers);

    public static void Read(IConfiguration section, string path, AlloraSettings settings)
    {
        var reader = new ConfigurationReader(section, path, settings.Failures);
        reader.Leave(Workers);
        reader.Text(nameof(settings.KeyFile), v => settings.KeyFile = v);
        ReadNetwork(reader, settings);
        WalletOptionsReader.Read(reader.Below(nameof(settings.Wallet)), settings.Wallet);
        var below = reader.Below(Client);
        ReadClient(below, settings.Client);
        Validate(below.Path, settings.Client, settings.Failures);
        reader.RefuseOthers();
        if (settings.Network is null && settings.Failures.Count == 0)
            settings.Failures.Add($"{path}:{Network} is missing: name testnet, mainnet or local, or give ChainId and Endpoints.");
    }

    private static void ReadNetwork(ConfigurationReader reader, AlloraSettings settings)
    {
        var network = default(AlloraNetwork);
        var chain = default(string);
        var rest = default(Uri);
        reader.Read(Network, "one of testnet, mainnet, local", AlloraNetwork.FromName, v => network = v);
        reader.Read(nameof(AlloraNetwork.ChainId), "a chain id such as allora-testnet-1", static text => AlloraNetwork.IsChainId(text) ? text : throw new FormatException(), v => chain = v);
        reader.Address(nameof(AlloraNetwork.Rest), v => rest = v);
        var endpoints = Endpoints(reader, nameof(AlloraNetwork.Endpoints), settings.Failures);
        var events = Endpoints(reader, nameof(AlloraNetwork.EventEndpoints), settings.Failures);
        if (network is null && chain is not null && endpoints.Count > 0)
            network = new AlloraNetwork { ChainId = chain, Endpoints = endpoints };
        if (network is null)
            return;
        network = network with { ChainId = chain ?? network.ChainId, Rest = rest ?? network.Rest };
        if (endpoints.Count > 0)
            network = network with { Endpoints = endpoints };
        if (events.Count > 0)
            network = network with { EventEndpoints = events };
        settings.Network = network;
    }

    // A text, a list of texts, or a list of sections with Address, Proxy and Headers. Headers contain keys: their values are never shown.
    private static List<AlloraEndpoint> Endpoints(ConfigurationReader reader, string key, List<string> failures)
    {
        var endpoints = new List<AlloraEndpoint>();
        foreach (var entry in reader.List(key))
        {
            var path = $"{reader.Path}:{entry.Path[(entry.Path.LastIndexOf(key, StringComparison.OrdinalIgnoreCase))..]}";
            var address = entry.Value ?? entry[nameof(AlloraEndpoint.Address)];
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                failures.Add($"{path} is not an address such as https://host:port.");
                continue;
            }

            var endpoint = new AlloraEndpoint(uri)
            {
                Headers = entry.GetSection(nameof(AlloraEndpoint.Headers)).GetChildren().ToDictionary(h => h.Key, h => h.Value ?? "", StringComparer.OrdinalIgnoreCase),
            };
            var below = new ConfigurationReader(entry, path, failures);
            below.Leave(nameof(AlloraEndpoint.Address));
            below.Leave(nameof(AlloraEndpoint.Headers));
            below.Address(nameof(AlloraEndpoint.Proxy), v => endpoint = endpoint with { Proxy = v });
            below.RefuseOthers();
            endpoints.Add(endpoint);
        }

        return endpoints;
    }

    /// <summary>Applies the section's options of the client; what is wrong with them is reported by <see cref="Read"/>.</summary>
    public static void ReadClient(IConfiguration section, string path, AlloraClientOptions client) =>
        ReadClient(new ConfigurationReader(section, path, []).Below(Client), client);

    private static void ReadClient(ConfigurationReader reader, AlloraClientOptions client)
    {
        reader.Duration(nameof(client.RequestTimeout), v => client.RequestTimeout = v);
        reader.Duration(nameof(client.DetectionDeadline), v => client.DetectionDeadline = v);
        reader.Number(nameof(client.LagTolerance), v => client.LagTolerance = v);
        reader.Duration(nameof(client.CoolDownMinimum), v => client.CoolDownMinimum = v);
        reader.Duration(nameof(client.CoolDownMaximum), v => client.CoolDownMaximum = v);
        reader.Duration(nameof(client.ProbeInterval), v => client.ProbeInterval = v);
        reader.Duration(nameof(client.ConnectionLifetime), v => client.ConnectionLifetime = v);
        ReadEvents(reader.Below(nameof(client.Events)), client.Events);
        reader.RefuseOthers();
    }

    private static void ReadEvents(ConfigurationReader reader, ChainEventStreamOptions events)
    {
        reader.Duration(nameof(events.BlockTimeout), v => events.BlockTimeout = v);
        reader.Duration(nameof(events.ConnectTimeout), v => events.ConnectTimeout = v);
        reader.Duration(nameof(events.ReconnectMinimum), v => events.ReconnectMinimum = v);
        reader.Duration(nameof(events.ReconnectMaximum), v => events.ReconnectMaximum = v);
        reader.Number(nameof(events.ListenerCapacity), v => events.ListenerCapacity = v);
        reader.RefuseOthers();
    }

    private static void Validate(string path, AlloraClientOptions client, List<string> failures)
    {
        try
        {
            client.Validate();
        }
        catch (ArgumentException exception)
        {
            failures.Add($"{path}: {exception.Message}");
        }
    }
}
