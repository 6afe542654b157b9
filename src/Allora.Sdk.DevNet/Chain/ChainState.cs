namespace Allora.Sdk.DevNet.Chain;

/// <summary>Everything that transactions can change, immutable: a fork is a reference, the last heights are kept.</summary>
internal sealed record ChainState
{
    public required string ChainId { get; init; }

    public long Height { get; init; }
}
