using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;

namespace Allora.Cli.Plots;

/// <summary>A topic's windows, oldest first, and a wallet's submissions in them, as of a height.</summary>
internal sealed record Lifecycle
{
    public required string ChainId { get; init; }

    public required TopicInfo Topic { get; init; }

    /// <summary>The worker's address; null if only the topic is shown.</summary>
    public string? Worker { get; init; }

    /// <summary>The newest block.</summary>
    public required BlockHeader Head { get; init; }

    public required IReadOnlyList<LifecycleWindow> Windows { get; init; }

    /// <summary>Why there are fewer windows than requested, or null.</summary>
    public string? Shortened { get; init; }

    public int Count(WindowStatus status) => Windows.Count(window => window.Status == status);

    /// <summary>Windows with a submission in a block, successful or not.</summary>
    public IEnumerable<WindowSubmission> Submissions => Windows.Select(static window => window.Submission).OfType<WindowSubmission>();
}

/// <summary>A submission window: heights h+1 to End can include a payload for nonce h.</summary>
internal sealed record LifecycleWindow
{
    public required long Nonce { get; init; }

    /// <summary>The last height that can include a payload.</summary>
    public required long End { get; init; }

    /// <summary>The time of the nonce's block (UTC).</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>The time of the last block (UTC); an estimate while it is to come.</summary>
    public required DateTimeOffset Closes { get; init; }

    public required bool IsClosed { get; init; }

    /// <summary>The network's inference, with the chain's digits; by label, "y" for a single value. Empty while there is none.</summary>
    public IReadOnlyDictionary<string, string> Network { get; init; } = new Dictionary<string, string>();

    /// <summary>The number of inferers behind the network's value.</summary>
    public int Inferers { get; init; }

    /// <summary>The wallet's submission that counts: the first that succeeded, else the last that failed.</summary>
    public WindowSubmission? Submission { get; init; }

    /// <summary>Whether the wallet is among the topic's best for this nonce; null while that is not known.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The wallet's score for this nonce, with the chain's digits; null before.</summary>
    public string? Score { get; init; }

    public WindowStatus Status => Submission switch
    {
        null => IsClosed ? WindowStatus.Missed : WindowStatus.Open,
        { Succeeded: false } => WindowStatus.Failed,
        _ => IsActive switch { true => WindowStatus.Active, false => WindowStatus.Passive, null => WindowStatus.Included },
    };
}

/// <summary>A payload in a block.</summary>
internal sealed record WindowSubmission
{
    public required string Hash { get; init; }

    public required long Height { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required bool Succeeded { get; init; }

    /// <summary>Why it failed in its block; null if it succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>The values by label, "y" for a single one; empty for a forecast alone.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The number of inferers in its forecast.</summary>
    public int Forecasts { get; init; }
}

/// <summary>The outcome of a window for the wallet.</summary>
internal enum WindowStatus
{
    /// <summary>Still open, no submission yet.</summary>
    Open,

    /// <summary>Closed without a submission.</summary>
    Missed,

    /// <summary>The submission failed in its block.</summary>
    Failed,

    /// <summary>In a block; whether it counts is not known yet.</summary>
    Included,

    /// <summary>In a block, but not among the topic's best.</summary>
    Passive,

    /// <summary>In a block, and part of the network's value.</summary>
    Active,
}
