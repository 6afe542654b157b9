using System.Diagnostics;

namespace Allora.Sdk.Alerts;

/// <summary>Something that a person should know of, and whether it is over.</summary>
[DebuggerDisplay("{Kind} {Wallet} {TopicId}: {Detail}")]
public sealed record WorkerAlert
{
    /// <summary>What it is about.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>How soon it needs a person.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>The chain id.</summary>
    public required string ChainId { get; init; }

    /// <summary>The wallet's address; null if the alert is about the chain or its nodes.</summary>
    public string? Wallet { get; init; }

    /// <summary>The topic; null if the alert is about a wallet, the chain or its nodes.</summary>
    public ulong? TopicId { get; init; }

    /// <summary>The state of the worker (for <see cref="AlertKind.WorkerWaits"/>) or the name of the upgrade; null for other kinds.</summary>
    public string? About { get; init; }

    /// <summary>The cause and the remedy: one line of at most 400 characters. It may have text of a node, and then names the node.</summary>
    public required string Detail { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was over (UTC); null while it goes on.</summary>
    public DateTimeOffset? Resolved { get; init; }

    internal AlertKey Key => new(Kind, ChainId, Wallet, TopicId, About);
}
