using System.Globalization;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting;

/// <summary>Describes the source of a forecast in words.</summary>
internal static class ForecastText
{
    public static string Of(in ForecastResult result)
    {
        var text = result.Source switch
        {
            ForecastSource.Model or ForecastSource.Gated => Model(result),
            ForecastSource.Own => "own model",
            ForecastSource.Drift => Invariant($"shrunken drift over {result.Rows} weekly returns ({Trouble(result)})"),
            ForecastSource.LastGoodFitDrift => Invariant($"drift of the last good fit, {Label(result.FitBar)} ({Trouble(result)})"),
            ForecastSource.Last => $"fallback: the last forecast again ({Trouble(result)})",
            ForecastSource.Zero => $"fallback: zero ({Trouble(result)})",
            _ => $"no forecast ({Trouble(result)})",
        };
        return result.PriceSource == SimulatedPriceSource.SourceName ? text + ", simulated prices" : text;
    }

    private static string Model(in ForecastResult result)
    {
        var fit = Invariant($"model fitted at {Label(result.FitBar)} on {result.Rows} rows");
        var multiplier = result.Gate.Multiplier;
        return (result.GateMode, result.Gate.State) switch
        {
            (GateMode.Off, _) => fit,
            (_, GateState.WarmUp) => Invariant($"{fit}, gate warming up ({result.Gate.Realised} of {SkillGate.Warm} outcomes)"),
            (GateMode.Report, _) => Invariant($"{fit}, gate {multiplier:0.###} over {result.Gate.Realised} outcomes (reported only)"),
            _ when result.Value == 0 => Invariant($"{fit}, set to zero by the gate: its {result.Gate.Realised} outcomes show no skill"),
            _ => Invariant($"{fit}, multiplied by the gate's {multiplier:0.###} over {result.Gate.Realised} outcomes"),
        };
    }

    private static string Trouble(in ForecastResult result) => result.Trouble switch
    {
        ForecastTrouble.NoBars => "no bar is known before this moment",
        ForecastTrouble.Stale => $"the newest bar, {Label(result.Origin)}, is stale",
        ForecastTrouble.LittleHistory => Invariant($"{result.Bars} bars are too few for more"),
        ForecastTrouble.MissingBars => $"a bar for the origin {Label(result.Origin)} is absent",
        ForecastTrouble.ModelFailed => "the own model failed",
        ForecastTrouble.NoFit => "the known bars determine no fit",
        _ => "no trouble",
    };

    private static string Label(DateTimeOffset? label) => label?.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture) ?? "none";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
