using System.CommandLine;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Worker.Settings;

/// <summary>Reads settings from the command line and the environment, or fails with a message of one line.</summary>
internal static class SettingsReader
{
    /// <summary>Reads settings.</summary>
    /// <param name="line">The parsed command line.</param>
    /// <param name="options">Its options.</param>
    /// <param name="environment">The process's environment.</param>
    /// <param name="use">The purpose.</param>
    /// <param name="otherFile">The environment file if the command line names none and the current folder has none.</param>
    public static WorkerSettings Read(ParseResult line, CommandLineOptions options, Func<string, string?> environment, SettingsUse use, string? otherFile = null)
    {
        var env = EnvFile.Read(Present(line.GetValue(options.EnvironmentFile)) ?? otherFile, environment);
        var mnemonic = env["MNEMONIC"];
        var keyFile = Present(line.GetValue(options.KeyFile)) ?? env["KEY_FILE"];
        if (mnemonic is not null && keyFile is not null)
            throw new ConfigurationException("Both MNEMONIC and a key file are given: give one.");
        if (use != SettingsUse.Read && mnemonic is null && keyFile is null)
            _ = (env.NotBlank("MNEMONIC"), env.NotBlank("KEY_FILE"));

        var settings = new WorkerSettings
        {
            EnvironmentFile = env.Path,
            EnvironmentWarnings = env.Warnings,
            Windows = Values.Windows(line.GetValue(options.Windows)),
            TopicId = Values.Topic(Present(line.GetValue(options.Topic)) ?? env["TOPIC_ID"] ?? "67"),
            Network = NetworkReader.Read(line, options, env, hasKey: mnemonic is not null || keyFile is not null),
            Mnemonic = mnemonic,
            KeyFile = keyFile,
            PriceFile = Present(line.GetValue(options.Prices)),
            Simulated = line.GetValue(options.Simulated),
            From = Present(line.GetValue(options.From)) is { } from ? IsoTimes.From("--from", from) : null,
            Step = Present(line.GetValue(options.Step)) is { } step ? Durations.Parse("--step", step) : TimeSpan.FromHours(1),
            BlockInterval = Present(line.GetValue(options.Block)) is { } block ? Durations.Parse("--block", block) : TimeSpan.FromMilliseconds(200),
            GasPrice = Present(line.GetValue(options.GasPrice)) ?? "10",
            Seed = line.GetValue(options.Seed),
            StateFolder = Present(line.GetValue(options.State)) ?? env["STATE_DIR"],
            DryRun = line.GetValue(options.DryRun) || Values.Flag("DRY_RUN", env.NotBlank("DRY_RUN")),
            Verbose = line.GetValue(options.Verbose),
            PriceSource = Present(line.GetValue(options.PriceSource)) ?? env["PRICE_SOURCE"],
            PriceUrls = PriceAddresses.Read(env["PRICE_URL"]),
            TiingoKey = Key("TIINGO_API_KEY", env["TIINGO_API_KEY"]),
            AlloraKey = Key("ALLORA_API_KEY", env["ALLORA_API_KEY"]),
            FaucetUrl = env["FAUCET_URL"] is { } faucet ? Values.Address("FAUCET_URL", faucet) : null,
            Forecaster = Values.Forecaster(env),
            Reuse = Values.Reuse(env["REUSE"]),
            Period = Values.Period(env["ACTIVE_FROM"], env["ACTIVE_UNTIL"]),
            LogMaxBytes = Values.LogSize(env["LOG_MAX_BYTES"]),
            Fees = Money.Fees(env),
            DailyBudget = Money.Budget(env),
            Model = ModelSettings.Read(env),
            AlertWebhook = use == SettingsUse.Read ? null : AlertAddress.Read(env),
        };
        Check(settings, use == SettingsUse.Run);
        if (use != SettingsUse.Read)
            CheckSources(settings);
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

    // Before anything starts, and not only once a node answers.
    private static void CheckSources(WorkerSettings settings)
    {
        if (PriceAddresses.Of("tiingo", settings.PriceUrls) is { UserInfo.Length: > 0 } && settings.TiingoKey is not null)
            throw new ConfigurationException("PRICE_URL has a user and a password for tiingo, whose key is sent in the same header: remove one of the two.");
        if (settings.PriceSource is not { } names)
            return;
        try
        {
            foreach (var source in PriceSources.Parse(names, settings.TiingoKey).OfType<IDisposable>())
                source.Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or PriceSourceException)
        {
            throw new ConfigurationException($"PRICE_SOURCE: {exception.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    // A key is never shown. One with a blank in it is usually two keys, or a key and a comment.
    private static string? Key(string name, string? text) => text is null || text.Trim() is var key && key.All(static c => c is > ' ' and < (char)127)
        ? text?.Trim()
        : throw new ConfigurationException($"{name} has a blank or a character that no key has: write the key alone, without a comment behind it.");

    private static string? Present(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
