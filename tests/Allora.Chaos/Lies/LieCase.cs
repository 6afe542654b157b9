using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;

namespace Allora.Chaos.Lies;

/// <summary>One or two lies that are told together while a window is open.</summary>
/// <param name="Lies">Each as the JSON of <see cref="Lie.Parse"/> without its protocol, and the method it acts on.</param>
/// <param name="Face">How the worker queries: its stand.</param>
internal sealed record LieCase(IReadOnlyList<LieTold> Lies, LieFace Face)
{
    public string Name => $"{Face} {string.Join(" + ", Lies.Select(static told => told.Name))}";

    /// <summary>Whether all of its values are read only when a worker starts, so that one has to start in the window.</summary>
    public bool NeedsStart { get; init; }

    public IReadOnlyList<Lie> Make() => [.. Lies.Select(static told => told.Make())];
}

/// <summary>One value of one field.</summary>
internal sealed record LieTold(LieField Field, LieChange Change, string Value)
{
    public string Name => $"{Field.Method[(Field.Method.LastIndexOf('/') + 1)..]} {Field.Path} {Change} {(Value.Length > 40 ? Value[..40] + "..." : Value)}".TrimEnd();

    public Lie Make() => new()
    {
        Path = Field.Path,
        Change = Change,
        Value = Value,
        Ago = 14,
        Method = Field.Method,
        Protocol = Field.IsEvent ? FaultProtocol.WebSocket : null,
    };
}

/// <summary>The protocol and version that a worker speaks.</summary>
internal enum LieFace
{
    /// <summary>gRPC, emissions v10.</summary>
    Grpc,

    /// <summary>REST, emissions v10.</summary>
    Rest,

    /// <summary>CometBFT RPC alone, emissions v10.</summary>
    Rpc,

    /// <summary>gRPC, emissions v9.</summary>
    GrpcV9,
}
