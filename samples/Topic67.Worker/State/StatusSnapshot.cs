using System.Text.Json;
using System.Text.Json.Serialization;

namespace Topic67.Worker.State;

/// <summary>The status of a running worker for other commands, rewritten with every heartbeat.</summary>
internal sealed record StatusSnapshot
{
    public DateTimeOffset Started { get; init; }

    public DateTimeOffset Beat { get; init; }

    public string State { get; init; } = "Starting";

    public string Detail { get; init; } = "";

    public string ChainId { get; init; } = "";

    /// <summary>The addresses of the endpoints without their secrets.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    public IReadOnlyList<string> EventEndpoints { get; init; } = [];

    /// <summary>Whether an address holds a secret, which this file does not: other commands need the worker's own settings to reach the node.</summary>
    public bool HasSecretEndpoints { get; init; }

    /// <summary>The environment file that the worker read, for commands in other folders.</summary>
    public string? EnvironmentFile { get; init; }

    /// <summary>When a node answered for the first time; null if none has.</summary>
    public DateTimeOffset? Reached { get; init; }

    /// <summary>Since when no node answers, and why.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    public string AwayReason { get; init; } = "";

    /// <summary>Since when no events arrive, and why.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    public string SilentReason { get; init; } = "";

    /// <summary>The upgrade that the chain plans, in one line, with the block and the expected time; null if none is known.</summary>
    public string? PlannedUpgrade { get; init; }

    /// <summary>Whether this version of the worker was made for it.</summary>
    public bool KnowsPlannedUpgrade { get; init; }

    /// <summary>The model that predicts.</summary>
    public string Model { get; init; } = "";

    public bool DryRun { get; init; }

    public PriceOrigin? Origin { get; init; }

    /// <summary>Why the older part of the price history is missing, if it is.</summary>
    public string? HistoryIncomplete { get; init; }

    public string Wallet { get; init; } = "";

    public ulong TopicId { get; init; }

    public string Period { get; init; } = "";

    public bool WaitsForPeriod { get; init; }

    public string Prices { get; init; } = "";

    public DateTimeOffset? NewestBar { get; init; }

    public DateTimeOffset? GateCountsFrom { get; init; }

    /// <summary>The chain's height, when it last moved, and how long a block took so far (seconds of the wall clock).</summary>
    public long Height { get; init; }

    public DateTimeOffset? HeightAt { get; init; }

    public double BlockSeconds { get; init; }

    /// <summary>The height at which the worker started; used instead of a window's until the first is seen.</summary>
    public long StartHeight { get; init; }

    /// <summary>Blocks from the last window's start to the next one's, both from the chain; 0 while unknown.</summary>
    public long EpochBlocks { get; init; }

    public long LastSeenNonce { get; init; }

    /// <summary>The newest window that was answered.</summary>
    public long LastSettledNonce { get; init; }

    /// <summary>The outcome of the newest window that was not answered.</summary>
    public string LastTrouble { get; init; } = "";

    public static StatusSnapshot? Read(StateFolder folder)
    {
        try
        {
            return File.Exists(folder.Status) ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.Status), StateJson.Default.StatusSnapshot) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(StateFolder folder) => PrivateFile.Replace(folder.Status, JsonSerializer.SerializeToUtf8Bytes(this, StateJson.Default.StatusSnapshot));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(StatusSnapshot))]
[JsonSerializable(typeof(WindowRecord))]
[JsonSerializable(typeof(NetworkRecord))]
[JsonSerializable(typeof(FollowUpRecord))]
internal sealed partial class StateJson : JsonSerializerContext;
