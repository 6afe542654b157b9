using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Emissions;
using ExactDec = Allora.Sdk.Emissions.Numbers.Dec;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>Between the decimals that messages are checked with and those that the chain computes with, and their texts.</summary>
internal static class Exact
{
    public static ExactDec ToExact(this Values.Dec value) => new(value.Negative ? -value.Coefficient : value.Coefficient, value.Exponent);

    /// <summary>The text in an event: plain; on v10 between 1e-40 and 1e40.</summary>
    public static string EventText(this ExactDec value, DevNetSchema schema) =>
        (schema == DevNetSchema.V10 ? EventValues.Clamp(value) : value).ToString();

    /// <summary>The texts of a list's values in an event.</summary>
    public static IEnumerable<string> EventTexts(this IEnumerable<WorkerValue> values, DevNetSchema schema) =>
        values.Select(one => one.Value.EventText(schema));

    public static IEnumerable<string> Addresses(this IEnumerable<WorkerValue> values) => values.Select(static one => one.Worker);
}
