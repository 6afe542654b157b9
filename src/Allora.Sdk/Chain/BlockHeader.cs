namespace Allora.Sdk.Chain;

/// <summary>A block's height and time.</summary>
public sealed record BlockHeader
{
    /// <summary>The height.</summary>
    public required long Height { get; init; }

    /// <summary>The time that the validators agreed on, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }
}
