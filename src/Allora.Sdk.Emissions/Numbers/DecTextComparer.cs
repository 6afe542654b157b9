namespace Allora.Sdk.Emissions.Numbers;

/// <summary>
/// Takes numbers for equal if they have the same text. Dictionaries of numbers need it: with the equality of values they would keep 0 if 0.00 is put in
/// its place.
/// </summary>
public sealed class DecTextComparer : IEqualityComparer<Dec>
{
    /// <summary>The comparer.</summary>
    public static DecTextComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(Dec x, Dec y) => x.HasSameText(y);

    /// <inheritdoc/>
    public int GetHashCode(Dec obj) => obj.GetHashCode();
}
