using Allora.Sdk;
using Allora.Sdk.Values;

namespace Topic67.Worker.Settings;

/// <summary>Reads the limits on fees. A limit that cannot be read is an error, never no limit.</summary>
internal static class Money
{
    public static FeeOptions Fees(EnvFile env) => new()
    {
        Tier = Values.Name("FEE_TIER", env["FEE_TIER"], FeeTier.Standard),
        MaximumFee = Amount("MAX_FEE", env.NotBlank("MAX_FEE")),
    };

    public static UAllo? Budget(EnvFile env) => Amount("DAILY_BUDGET", env.NotBlank("DAILY_BUDGET"));

    // A bare number could mean either unit, which differ by 10^18.
    private static UAllo? Amount(string name, string? text)
    {
        if (text is null)
            return null;
        var plain = text.Trim();
        try
        {
            if (plain.EndsWith("uallo", StringComparison.OrdinalIgnoreCase))
                return Positive(UAllo.Parse(plain[..^5].TrimEnd()));
            if (plain.EndsWith("allo", StringComparison.OrdinalIgnoreCase))
                return Positive(UAllo.FromAllo(plain[..^4].TrimEnd()));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            // The message below is better than the parser's.
        }

        throw new ConfigurationException($"{name} is '{SafeText.Value(text)}': write an amount with its unit, such as 0.001 ALLO or 1000000000000000uallo.");
    }

    private static UAllo Positive(UAllo amount) => amount.Value.IsZero ? throw new FormatException() : amount;
}
