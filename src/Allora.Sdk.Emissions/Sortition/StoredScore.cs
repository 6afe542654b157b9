using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Sortition;

/// <summary>An actor's EMA score with the nonce of its last submission.</summary>
/// <param name="BlockHeight">The nonce of the last submission; 0 if there was none.</param>
/// <param name="Score">The score.</param>
public readonly record struct StoredScore(long BlockHeight, Dec Score)
{
    /// <summary>True before the first submission: an average then starts with its first value.</summary>
    public bool IsUnset => BlockHeight == 0 && Score.IsZero;

    /// <summary>If height and text are the same: a dictionary keeps an entry that equals the new one.</summary>
    /// <param name="other">The other score.</param>
    public bool Equals(StoredScore other) => BlockHeight == other.BlockHeight && Score.HasSameText(other.Score);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BlockHeight, Score);
}
