using System.Globalization;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Nonces;

namespace Allora.Sdk.Workers.Answering;

/// <summary>The guards that need only the prediction and the last one.</summary>
internal static class Guards
{
    public static IEnumerable<GuardFinding> Check(GuardOptions options, Prediction prediction, LastPrediction? last, DateTimeOffset now)
    {
        if (prediction.IsSkip)
            yield break;
        if (options.Zero != GuardAction.Off && IsZero(prediction))
            yield return new GuardFinding { Guard = GuardKind.Zero, Severity = SeverityOf(options.Zero), Message = "the prediction is exactly zero" };
        if (options.Jump == GuardAction.Off || last is null || now - last.At > options.JumpAge)
            yield break;
        foreach (var (label, value, before) in Pairs(prediction, last.Prediction))
        {
            if (JumpOf(options, value, before) is { } jump)
                yield return new GuardFinding
                {
                    Guard = GuardKind.Jump,
                    Severity = SeverityOf(options.Jump),
                    Message = string.Create(CultureInfo.InvariantCulture, $"{label}{value} is {jump} away from {before}, the last value (nonce {last.Nonce})"),
                };
        }
    }

    private static GuardSeverity SeverityOf(GuardAction action) => action == GuardAction.Refuse ? GuardSeverity.Refusal : GuardSeverity.Warning;

    private static bool IsZero(Prediction prediction) =>
        prediction.Scalar is { } value ? value.IsZero : prediction.LabelValues.All(pair => pair.Value.IsZero);

    private static IEnumerable<(string Label, ChainDecimal Value, ChainDecimal Before)> Pairs(Prediction prediction, Prediction last)
    {
        if (prediction.Scalar is { } value && last.Scalar is { } before)
            yield return ("", value, before);
        foreach (var (label, now) in prediction.LabelValues)
        {
            foreach (var (other, then) in last.LabelValues)
            {
                if (label == other)
                    yield return (label + "=", now, then);
            }
        }
    }

    // Doubles are good enough for a suspicion; nothing of this goes on chain.
    private static string? JumpOf(GuardOptions options, ChainDecimal value, ChainDecimal before)
    {
        var reference = Math.Abs(before.ToDouble());
        var difference = Math.Abs(value.ToDouble() - before.ToDouble());
        if (difference > options.MaximumJump)
            return difference.ToString("G6", CultureInfo.InvariantCulture);
        return reference > 0 && difference / reference > options.MaximumRelativeJump
            ? (difference / reference).ToString("P1", CultureInfo.InvariantCulture)
            : null;
    }
}
