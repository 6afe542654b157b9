using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.Protos.Emissions.V9;
using Google.Protobuf;
using InputInferenceForecastBundle = Allora.Sdk.Protos.Emissions.V10.InputInferenceForecastBundle;

namespace Allora.Sdk.DevNet.Values;

/// <summary>
/// The chain parses decimals while it decodes and writes them anew when it needs the bytes again: only canonical spellings keep a signature valid.
/// </summary>
internal static class BoundedDecimals
{
    public static void Require(InputInferenceForecastBundle? bundle)
    {
        if (bundle?.Inference is { } inference)
        {
            Require(inference.Value);
            foreach (var value in inference.Values)
                Require(value.Value);
        }

        foreach (var element in bundle?.Forecast?.ForecastElements ?? [])
            Require(element.Value);
    }

    public static void Require(InputValueBundle? bundle)
    {
        if (bundle is null)
            return;
        foreach (var text in Texts(bundle))
            Require(text);
    }

    public static byte[] Reencode(InputInferenceForecastBundle bundle)
    {
        var copy = bundle.Clone();
        if (copy.Inference is { } inference)
        {
            inference.Value = Canonical(inference.Value);
            foreach (var value in inference.Values)
                value.Value = Canonical(value.Value);
        }

        foreach (var element in copy.Forecast?.ForecastElements ?? [])
            element.Value = Canonical(element.Value);
        return copy.ToByteArray();
    }

    public static byte[] Reencode(InputValueBundle bundle)
    {
        var copy = bundle.Clone();
        copy.CombinedValue = Canonical(copy.CombinedValue);
        copy.NaiveValue = Canonical(copy.NaiveValue);
        foreach (var value in copy.InfererValues.Concat(copy.ForecasterValues).Concat(copy.OneInForecasterValues))
            value.Value = Canonical(value.Value);
        foreach (var value in Withheld(copy))
            value.Value = Canonical(value.Value);
        return copy.ToByteArray();
    }

    private static IEnumerable<string> Texts(InputValueBundle bundle) =>
    [
        bundle.CombinedValue,
        bundle.NaiveValue,
        .. bundle.InfererValues.Concat(bundle.ForecasterValues).Concat(bundle.OneInForecasterValues).Select(static value => value.Value),
        .. Withheld(bundle).Select(static value => value.Value),
    ];

    private static IEnumerable<InputWithheldWorkerAttributedValue> Withheld(InputValueBundle bundle) =>
        bundle.OneOutInfererValues
            .Concat(bundle.OneOutForecasterValues)
            .Concat(bundle.OneOutInfererForecasterValues.SelectMany(static values => values.OneOutInfererValues));

    private static string Canonical(string text) => Dec.Parse(text).ToString();

    private static void Require(string text)
    {
        if (!Dec.TryParseBounded(text, out _, out var why))
            throw ChainErrors.TxParse(why);
    }
}
