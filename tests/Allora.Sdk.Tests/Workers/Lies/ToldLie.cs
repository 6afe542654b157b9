using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;

namespace Allora.Sdk.Tests.Workers.Lies;

/// <summary>One wrong value, for a test that has it told once, and for two windows.</summary>
public sealed record ToldLie(string Path, string Value)
{
    public FaultProtocol? Protocol { get; init; }

    public string? Method { get; init; }

    public LieChange Change { get; init; }

    internal Lie ToLie(bool once) => new()
    {
        Path = Path,
        Value = Value,
        Change = Change,
        Protocol = Protocol,
        Method = Method,
        Times = once ? 1 : int.MaxValue,
    };

    public override string ToString() => $"{Protocol} {Method} {Path} {(Change == LieChange.Set ? Value : Change)}";
}
