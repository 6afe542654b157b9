namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>Instruments belong to the process: their tests run after the others, one by one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "telemetry";
}
