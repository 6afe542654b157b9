using Allora.Sdk;

namespace Topic67.Worker.Settings;

/// <summary>What the command line and the environment ask for, checked.</summary>
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

    /// <summary>Where the journal and the lock live; null is a temporary folder for an embedded DevNet, "allora-state" for a network.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Predict, sign and simulate, never broadcast.</summary>
    public bool DryRun { get; init; }

    /// <summary>Print the SDK's own logs too.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether the chain is an embedded DevNet.</summary>
    public bool IsEmbedded => Network is null;
}
