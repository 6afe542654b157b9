using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Sortition;

/// <summary>An actor's EMA score with the nonce of its last submission.</summary>
/// <param name="BlockHeight">The nonce of the last submission; 0 if there was none.</param>
/// <param name="Score">The score.</param>
public readonly record struct StoredScore(long BlockHeight, Dec Score)
{
    /// <summary>True before the first submission: an average then starts with its first value.</summary>
    public bool IsUnset => BlockHeight == 0 && Score.IsZero;
}
