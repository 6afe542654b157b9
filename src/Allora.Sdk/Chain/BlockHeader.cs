namespace Allora.Sdk.Chain;

/// <summary>A block's height and time.</summary>
/// <param name="Height">The height.</param>
/// <param name="Time">The time that the validators agreed on, in UTC.</param>
public sealed record BlockHeader(long Height, DateTimeOffset Time);
