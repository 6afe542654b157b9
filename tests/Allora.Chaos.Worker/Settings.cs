using System.Text.Json;

namespace Allora.Chaos.Worker;

/// <summary>What the harness tells the worker, in a JSON file.</summary>
internal sealed record Settings
{
    public required string ChainId { get; init; }

    public required string[] Grpc { get; init; }

    public required string[] Rpc { get; init; }

    /// <summary>The topics of each wallet: the first list belongs to the mnemonic's index 1, and so on.</summary>
    public required ulong[][] Topics { get; init; }

    public required string State { get; init; }

    public required string ProviderLog { get; init; }

    public required int DetectionMs { get; init; }

    public required int PollMs { get; init; }

    public required int WindowMs { get; init; }

    /// <summary>False forgets at each restart what was sent: the run must fail.</summary>
    public required bool Journal { get; init; }

    /// <summary>False never looks at the chain by the clock: the run must fail.</summary>
    public required bool Poller { get; init; }

    public required int Seed { get; init; }

    public bool Verbose { get; init; }

    public static Settings Read(string path) =>
        JsonSerializer.Deserialize<Settings>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw new InvalidDataException($"{path} is empty");
}
