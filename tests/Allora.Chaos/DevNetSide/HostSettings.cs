using System.Text.Json;
using Allora.Chaos.Plan;

namespace Allora.Chaos.DevNetSide;

/// <summary>What the harness tells the DevNet's process, in a JSON file.</summary>
internal sealed record HostSettings
{
    public required int BlockMs { get; init; }

    public required int Nodes { get; init; }

    /// <summary>How much later than the one before it each node has a block.</summary>
    public required int ApartMs { get; init; }

    /// <summary>For how long no node answers at the upgrade.</summary>
    public required int AwayMs { get; init; }

    public required int Epoch { get; init; }

    public required int Window { get; init; }

    public required int Seed { get; init; }

    /// <summary>Whether the faults of gRPC hurt REST instead.</summary>
    public bool Rest { get; init; }

    /// <summary>The topics of each wallet, as the worker has them.</summary>
    public required ulong[][] Topics { get; init; }

    public required string Log { get; init; }

    public static HostSettings Read(string path) =>
        JsonSerializer.Deserialize<HostSettings>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw new InvalidDataException($"{path} is empty");
}

/// <summary>A line from the harness.</summary>
internal sealed record Command
{
    public required string Do { get; init; }

    public PlannedFault? Fault { get; init; }

    public long Height { get; init; }
}

/// <summary>A line to the harness: an answer to each command in its order, or a broadcast that it waits for.</summary>
internal sealed record Reply
{
    public required string Kind { get; init; }

    public string[] Grpc { get; init; } = [];

    public string[] Rpc { get; init; } = [];

    public string[] Rest { get; init; } = [];

    public string ChainId { get; init; } = "";

    public string[] Wallets { get; init; } = [];

    public long Height { get; init; }

    public string? Error { get; init; }
}
