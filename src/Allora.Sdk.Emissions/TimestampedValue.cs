using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions;

/// <summary>A stored number with the nonce at which it was written.</summary>
/// <param name="BlockHeight">The nonce; 0 if the number was never written.</param>
/// <param name="Value">The number.</param>
public readonly record struct TimestampedValue(long BlockHeight, Dec Value)
{
    /// <summary>If height and text are the same: a dictionary keeps an entry that equals the new one.</summary>
    /// <param name="other">The other number.</param>
    public bool Equals(TimestampedValue other) => BlockHeight == other.BlockHeight && Value.HasSameText(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BlockHeight, Value);
}
