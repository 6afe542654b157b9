namespace Allora.Sdk.Tests.Events;

/// <summary>Gives the same number for ever.</summary>
internal sealed class FixedRandom(double value) : Random
{
    public override double NextDouble() => value;
}
