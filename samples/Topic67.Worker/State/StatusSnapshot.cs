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

    public Uri? Grpc { get; init; }

    public Uri? Rpc { get; init; }

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

    public void Write(StateFolder folder) => Replace(folder.Status, JsonSerializer.SerializeToUtf8Bytes(this, StateJson.Default.StatusSnapshot));

    /// <summary>Replaces a file in one step: readers see the old content or the new.</summary>
    public static void Replace(string path, byte[] content)
    {
        File.WriteAllBytes(path + ".next", content);
        File.Move(path + ".next", path, overwrite: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(StatusSnapshot))]
[JsonSerializable(typeof(WindowRecord))]
[JsonSerializable(typeof(NetworkRecord))]
internal sealed partial class StateJson : JsonSerializerContext;
