using System.CommandLine;
using System.Globalization;
using Allora.Sdk;

namespace Topic67.Worker.Settings;

/// <summary>Turns the command line and the environment into settings, or says in one line why it cannot.</summary>
internal static class SettingsReader
{
    public static WorkerSettings Read(ParseResult line, CommandLineOptions options, Func<string, string?> environment)
    {
        var mnemonic = Present(environment("MNEMONIC"));
        var keyFile = Present(line.GetValue(options.KeyFile)) ?? Present(environment("KEY_FILE"));
        if (mnemonic is not null && keyFile is not null)
            throw new ConfigurationException("Both MNEMONIC and a key file are given: give one.");

        var prices = Present(line.GetValue(options.Prices));
        var network = ReadNetwork(line, options, environment, hasKey: mnemonic is not null || keyFile is not null);
        if (prices is not null && network is not null)
            throw new ConfigurationException("--prices replays old bars and is refused on any network but an embedded DevNet: leave out the key, NETWORK and --network.");
        if (network is not null && mnemonic is null && keyFile is null)
            throw new ConfigurationException($"The network {network.ChainId} needs a wallet: set MNEMONIC, or KEY_FILE, or --key-file. Without any of them and without a network, an embedded DevNet is started.");

        var settings = new WorkerSettings
        {
            Windows = Windows(line.GetValue(options.Windows)),
            TopicId = Topic(Present(line.GetValue(options.Topic)) ?? Present(environment("TOPIC_ID")) ?? "67"),
            Network = network,
            Mnemonic = mnemonic,
            KeyFile = keyFile,
            PriceFile = prices,
            From = Present(line.GetValue(options.From)) is { } from ? Time(from) : null,
            Step = Present(line.GetValue(options.Step)) is { } step ? Durations.Parse("--step", step) : TimeSpan.FromHours(1),
            BlockInterval = Present(line.GetValue(options.Block)) is { } block ? Durations.Parse("--block", block) : TimeSpan.FromMilliseconds(200),
            GasPrice = Present(line.GetValue(options.GasPrice)) ?? "10",
            Seed = line.GetValue(options.Seed),
            StateFolder = Present(line.GetValue(options.State)),
            DryRun = line.GetValue(options.DryRun),
            Verbose = line.GetValue(options.Verbose),
        };
        if (prices is not null && settings.From is null)
            throw new ConfigurationException("--prices needs --from: the block time of the first nonce, such as 2025-02-01T01:00Z.");
        return settings;
    }

    private static AlloraNetwork? ReadNetwork(ParseResult line, CommandLineOptions options, Func<string, string?> environment, bool hasKey)
    {
        var name = Present(line.GetValue(options.Network)) ?? Present(environment("NETWORK"));
        var (grpc, rpc, chainId) = (Present(line.GetValue(options.Grpc)), Present(line.GetValue(options.Rpc)), Present(line.GetValue(options.ChainId)));
        if (name is null && grpc is null && rpc is null && chainId is null && !hasKey)
            return null;

        AlloraNetwork network;
        try
        {
            network = AlloraNetwork.FromName(name ?? "testnet");
        }
        catch (ArgumentException exception)
        {
            throw new ConfigurationException(exception.Message);
        }

        return network with
        {
            ChainId = chainId ?? network.ChainId,
            Grpc = grpc is null ? network.Grpc : Address("--grpc", grpc),
            Rpc = rpc is null ? network.Rpc : Address("--rpc", rpc),
        };
    }

    private static Uri Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ConfigurationException($"{option} is '{text}': write http://host:port or https://host:port.");

    private static int? Windows(int? windows) =>
        windows is < 1 ? throw new ConfigurationException($"--windows is {windows}: at least 1.") : windows;

    private static ulong Topic(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new ConfigurationException($"The topic is '{text}': write a positive whole number, such as 67.");

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new ConfigurationException($"--from is '{text}': write a UTC time such as 2025-02-01T01:00Z.");

    private static string? Present(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
