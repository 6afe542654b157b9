using Allora.Sdk.Values;

namespace Allora.Cli.Running;

/// <summary>Amounts as people write and read them: a number with its unit, allo or uallo.</summary>
internal static class Amounts
{
    private const string Micro = "uallo";
    private const string Whole = "allo";

    /// <summary>An amount in ALLO, exactly.</summary>
    public static string Text(UAllo amount) => $"{amount.ToAllo()} ALLO";

    /// <summary>Reads "1.5allo", "1.5 ALLO" or "1500uallo"; a bare number is refused, since the two are 10^18 apart.</summary>
    public static UAllo Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.EndsWith(Micro, StringComparison.OrdinalIgnoreCase))
            return UAllo.Parse(trimmed[..^Micro.Length].TrimEnd());
        if (trimmed.EndsWith(Whole, StringComparison.OrdinalIgnoreCase))
            return UAllo.FromAllo(trimmed[..^Whole.Length].TrimEnd());
        throw new UsageException($"\"{text}\" has no unit: write 1.5allo or 1500uallo (1 allo = 10^18 uallo)");
    }
}
