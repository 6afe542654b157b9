using System.Globalization;

namespace Allora.Sdk.Losses;

/// <summary>The formulas, with e = truth - prediction and natural logarithms.</summary>
internal static class LossFunctions
{
    private const string Deviation = "the standard deviation of the topic's truths";

    public static double Squared(double y, double p) => (y - p) * (y - p);

    public static double Absolute(double y, double p) => Math.Abs(y - p);

    public static double LogCosh(double y, double p)
    {
        var value = Math.Log(Math.Cosh(y - p));
        return double.IsFinite(value) ? value : Math.Abs(y - p) - Math.Log(2);
    }

    public static Func<double, double, double> Huber(LossParameters parameters)
    {
        var delta = parameters.TakePositive("delta", 1);
        return (y, p) =>
        {
            var distance = Math.Abs(y - p);
            return distance <= delta ? distance * distance / 2 : delta * (distance - (delta / 2));
        };
    }

    public static Func<double, double, double> BinaryCrossEntropy(LossParameters parameters)
    {
        var epsilon = parameters.TakePositive("epsilon", 1e-15);
        return (y, p) =>
        {
            Within("bce", y, p, 0, 1);
            var q = Math.Clamp(p, epsilon, 1 - epsilon);
            return Math.Max(0, -((y * Math.Log(q)) + ((1 - y) * Math.Log(1 - q))));
        };
    }

    public static Func<double, double, double> Poisson(LossParameters parameters)
    {
        var epsilon = parameters.TakePositive("epsilon", 1e-7);
        return (y, p) =>
        {
            Within("poisson", y, p, 0, double.MaxValue);
            var q = Math.Max(p, epsilon);
            return q - (y * Math.Log(q));
        };
    }

    public static Func<double, double, double> ZTransformed(LossParameters parameters)
    {
        var (mean, deviation) = (parameters.Take("mean", 0), parameters.TakePositive("std", why: Deviation));
        return (y, p) => Math.Abs(Math.Tanh((y - mean) / deviation) - Math.Tanh((p - mean) / deviation));
    }

    public static Func<double, double, double> ZPowerTanh(LossParameters parameters)
    {
        var (mean, deviation) = (parameters.Take("mean", 0), parameters.TakePositive("std", why: Deviation));
        var (alpha, beta) = (parameters.Take("alpha", 0.25), parameters.TakePositive("beta", 2));
        var (scale, power) = (parameters.TakeNotNegative("m", 0.01), parameters.Take("g", 4));
        return (y, p) =>
        {
            var (truth, prediction) = ((y - mean) / deviation, (p - mean) / deviation);
            return Math.Abs(Bend(truth) - Bend(prediction)) + Math.Pow(scale * Math.Abs(prediction - truth), power);
        };

        double Bend(double x)
        {
            var raised = Math.Pow(Math.Abs(x), beta);
            return double.IsFinite(raised) ? x / Math.Pow(1 + raised, (1 - alpha) / beta) : Math.Sign(x) * Math.Pow(Math.Abs(x), alpha);
        }
    }

    private static void Within(string loss, double y, double p, double least, double most)
    {
        Inside(loss, "truth", y, least, most);
        Inside(loss, "prediction", p, least, most);
    }

    private static void Inside(string loss, string what, double value, double least, double most)
    {
        if (value >= least && value <= most)
            return;
        var domain = most < double.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"between {least:R} and {most:R}") : string.Create(CultureInfo.InvariantCulture, $"at least {least:R}");
        throw new ArgumentOutOfRangeException(what, string.Create(CultureInfo.InvariantCulture, $"{loss}: the {what} {value:R} is outside its domain: it must be {domain}."));
    }
}
