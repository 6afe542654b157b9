using System.CommandLine;
using Allora.Sdk;

namespace Topic67.Worker.Settings;

/// <summary>Reads settings from the command line and the environment, or fails with a message of one line.</summary>
internal static class SettingsReader
{
    public static WorkerSettings Read(ParseResult line, CommandLineOptions options, Func<string, string?> environment, bool run = true)
    {
        var env = EnvFile.Read(Present(line.GetValue(options.EnvironmentFile)), environment);
        var mnemonic = env["MNEMONIC"];
        var keyFile = Present(line.GetValue(options.KeyFile)) ?? env["KEY_FILE"];
        if (mnemonic is not null && keyFile is not null)
            throw new ConfigurationException("Both MNEMONIC and a key file are given: give one.");

        var settings = new WorkerSettings
        {
            EnvironmentFile = env.Path,
            EnvironmentWarning = env.Warning,
            Windows = Values.Windows(line.GetValue(options.Windows)),
            TopicId = Values.Topic(Present(line.GetValue(options.Topic)) ?? env["TOPIC_ID"] ?? "67"),
            Network = ReadNetwork(line, options, env, hasKey: mnemonic is not null || keyFile is not null),
            Mnemonic = mnemonic,
            KeyFile = keyFile,
            PriceFile = Present(line.GetValue(options.Prices)),
            Simulated = line.GetValue(options.Simulated),
            From = Present(line.GetValue(options.From)) is { } from ? Values.Time("--from", from) : null,
            Step = Present(line.GetValue(options.Step)) is { } step ? Durations.Parse("--step", step) : TimeSpan.FromHours(1),
            BlockInterval = Present(line.GetValue(options.Block)) is { } block ? Durations.Parse("--block", block) : TimeSpan.FromMilliseconds(200),
            GasPrice = Present(line.GetValue(options.GasPrice)) ?? "10",
            Seed = line.GetValue(options.Seed),
            StateFolder = Present(line.GetValue(options.State)) ?? env["STATE_DIR"],
            DryRun = line.GetValue(options.DryRun),
            Verbose = line.GetValue(options.Verbose),
            PriceSource = Present(line.GetValue(options.PriceSource)) ?? env["PRICE_SOURCE"],
            PriceUrl = env["PRICE_URL"] is { } url ? Values.Address("PRICE_URL", url) : null,
            TiingoKey = env["TIINGO_API_KEY"],
            HasAlloraKey = env["ALLORA_API_KEY"] is not null,
            Forecaster = Values.Forecaster(env),
            Reuse = Values.Reuse(env["REUSE"]),
            Period = Values.Period(env["ACTIVE_FROM"], env["ACTIVE_UNTIL"]),
            LogMaxBytes = Values.LogSize(env["LOG_MAX_BYTES"]),
        };
        Check(settings, run);
        return settings;
    }

    private static void Check(WorkerSettings settings, bool run)
    {
        if (!settings.IsDevNet && settings.PriceFile is not null)
            throw new ConfigurationException($"--prices replays old bars and is refused on {settings.Network!.ChainId}: it is for DevNets. For an embedded one leave out the key, NETWORK and --network.");
        if (!settings.IsDevNet && settings.Simulated)
            throw new ConfigurationException($"--simulated makes prices up and is refused on {settings.Network!.ChainId}: it is for DevNets.");
        if (settings is { PriceFile: not null, Simulated: true })
            throw new ConfigurationException("Both --prices and --simulated are given: give one.");
        if (run && settings.Network is { } network && settings.Mnemonic is null && settings.KeyFile is null)
            throw new ConfigurationException($"The network {network.ChainId} needs a wallet: set MNEMONIC, or KEY_FILE, or --key-file. Without any of them and without a network, an embedded DevNet is started.");
        if (run && settings is { IsEmbedded: true, PriceFile: not null, From: null })
            throw new ConfigurationException("--prices needs --from: the block time of the first nonce, such as 2025-02-01T01:00Z.");
    }

    private static AlloraNetwork? ReadNetwork(ParseResult line, CommandLineOptions options, EnvFile env, bool hasKey)
    {
        var name = Present(line.GetValue(options.Network)) ?? env["NETWORK"];
        var grpc = Present(line.GetValue(options.Grpc)) ?? env["ALLORA_GRPC"];
        var rpc = Present(line.GetValue(options.Rpc)) ?? env["ALLORA_RPC"];
        var chainId = Present(line.GetValue(options.ChainId)) ?? env["CHAIN_ID"];
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
            Endpoints = grpc is null ? network.Endpoints : [new AlloraEndpoint(Values.Address("--grpc", grpc))],
            EventEndpoints = rpc is null ? network.EventEndpoints : [new AlloraEndpoint(Values.Address("--rpc", rpc))],
            // A chain id other than localnet's is not a test chain, regardless of the network's name.
            IsDevNet = network.IsDevNet && (chainId is null || chainId == AlloraNetwork.Local.ChainId),
        };
    }

    private static string? Present(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
