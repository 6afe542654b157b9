using Allora.Sdk;
using Allora.Sdk.Values;
using Topic67.Forecasting;
using Topic67.Forecasting.Model;

namespace Topic67.Worker.Settings;

/// <summary>The checked settings of the command line and the environment.</summary>
internal sealed record WorkerSettings
{
    /// <summary>Stop after this many settled windows; null runs until stopped.</summary>
    public int? Windows { get; init; }

    /// <summary>The topic. Default 67.</summary>
    public ulong TopicId { get; init; } = 67;

    /// <summary>The network to work on; null starts an embedded DevNet.</summary>
    public AlloraNetwork? Network { get; init; }

    /// <summary>The wallet's words; never printed.</summary>
    public string? Mnemonic { get; init; }

    /// <summary>A key file instead of the words.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A file of hourly bars to replay, on an embedded DevNet only.</summary>
    public string? PriceFile { get; init; }

    /// <summary>Replay: the block time (UTC) of the first nonce.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Market time from one nonce to the next. Default one hour.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The embedded chain's block interval. Default 200 ms.</summary>
    public TimeSpan BlockInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The embedded chain's gas price (uallo). Default 10, the testnet's floor.</summary>
    public string GasPrice { get; init; } = "10";

    /// <summary>The seed of the simulated market.</summary>
    public int Seed { get; init; } = 67;

    /// <summary>The folder of the journal and the lock; null is a temporary folder for an embedded DevNet, "allora-state" for a network.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Predict, sign and simulate, never broadcast.</summary>
    public bool DryRun { get; init; }

    /// <summary>Print the SDK's own logs too.</summary>
    public bool Verbose { get; init; }

    /// <summary>The path of the environment file, or null.</summary>
    public string? EnvironmentFile { get; init; }

    /// <summary>Warnings about the environment file for the operator.</summary>
    public IReadOnlyList<string> EnvironmentWarnings { get; init; } = [];

    /// <summary>The names of the price sources in order; null uses the default.</summary>
    public string? PriceSource { get; init; }

    /// <summary>Other addresses of price sources, by their names: proxies. See <see cref="PriceAddresses"/>.</summary>
    public IReadOnlyDictionary<string, Uri> PriceUrls { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Tiingo's key; never printed.</summary>
    public string? TiingoKey { get; init; }

    /// <summary>ALLORA_API_KEY, the key of the faucet; never printed.</summary>
    public string? AlloraKey { get; init; }

    /// <summary>Another faucet than the network's; null for the network's own.</summary>
    public Uri? FaucetUrl { get; init; }

    /// <summary>Made-up prices were requested on a DevNet of another process.</summary>
    public bool Simulated { get; init; }

    /// <summary>The forecaster's options.</summary>
    public ForecasterOptions Forecaster { get; init; } = new() { Gate = GateMode.Report };

    /// <summary>Maximum age at which a forecast is used again; zero is off, the default.</summary>
    public TimeSpan Reuse { get; init; }

    /// <summary>The period in which windows are answered. Default: always.</summary>
    public ActivePeriod Period { get; init; } = ActivePeriod.Always;

    /// <summary>The size at which a log begins a new file. Default 10 MB.</summary>
    public long LogMaxBytes { get; init; } = 10_000_000;

    /// <summary>The limits on the fee of a transaction. Default: no cap, and a tenth above the chain's price.</summary>
    public FeeOptions Fees { get; init; } = new();

    /// <summary>The fees that a day may cost (uallo), or null.</summary>
    public UAllo? DailyBudget { get; init; }

    /// <summary>The user's own model; null uses the built-in one.</summary>
    public ModelSettings? Model { get; init; }

    /// <summary>The webhook that gets alerts; never printed. Null sends none.</summary>
    public Uri? AlertWebhook { get; init; }

    /// <summary>The default state folder.</summary>
    public string FolderOrDefault => StateFolder ?? "allora-state";

    /// <summary>True if nothing on the chain has value: an embedded DevNet or one of another process.</summary>
    public bool IsDevNet => Network is null or { IsDevNet: true };

    /// <summary>True if the chain is an embedded DevNet.</summary>
    public bool IsEmbedded => Network is null;
}
