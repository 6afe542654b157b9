using System.Globalization;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>
/// Our rules for forecasts: at most one element for each worker, and at most as many as the chain uses. The chain accepts more (captured),
/// and drops the surplus.
/// </summary>
internal static class ForecastRules
{
    /// <param name="forecasts">The values by inferer.</param>
    /// <param name="limit">The chain's max_elements_per_forecast; 0 if it is unknown or there is none.</param>
    /// <exception cref="AlloraException">A rule is broken.</exception>
    public static void Require(IReadOnlyList<KeyValuePair<string, ChainDecimal>> forecasts, ulong limit)
    {
        if (limit > 0 && (ulong)forecasts.Count > limit)
            throw PayloadRule.Values("forecast_elements", $"{forecasts.Count} of them, but the chain uses at most {limit} (max_elements_per_forecast)");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < forecasts.Count; index++)
        {
            var (inferer, value) = forecasts[index];
            if (!AlloraAddress.IsValid(inferer))
                throw PayloadRule.Values(string.Create(CultureInfo.InvariantCulture, $"forecast_elements[{index}].inferer"), $"\"{inferer}\" is not an address of a worker");
            if (!seen.Add(inferer))
                throw PayloadRule.Values(string.Create(CultureInfo.InvariantCulture, $"forecast_elements[{index}].inferer"), $"{inferer} is listed twice: give one value for each inferer");
            if (ChainDecimalBounds.Violation(value) is { } wrong)
                throw PayloadRule.Values(string.Create(CultureInfo.InvariantCulture, $"forecast_elements[{index}].value"), wrong);
        }
    }
}
