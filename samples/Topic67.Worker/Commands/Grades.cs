using System.Globalization;
using Topic67.Worker.Reporting;

namespace Topic67.Worker.Commands;

/// <summary>Compares submissions with outcomes, zero and the network's inference.</summary>
internal sealed record Grades
{
    public int Included { get; private init; }

    public int Realised { get; private init; }

    public double Own { get; private init; }

    public double Zero { get; private init; }

    public int Compared { get; private init; }

    public double OwnThere { get; private init; }

    public double NetworkThere { get; private init; }

    public double Weeks { get; private init; }

    public static Grades Of(History history, IReadOnlyDictionary<DateTimeOffset, double> closes)
    {
        var (windows, network) = (history.Graded, history.Network());
        var grades = new Grades { Included = windows.Count };
        DateTimeOffset? first = null, last = null;
        foreach (var window in windows)
        {
            var origin = Closes.Origin(window.BlockTime!.Value);
            if (!closes.TryGetValue(origin, out var then) || !closes.TryGetValue(origin.AddHours(168), out var later)
                || !double.TryParse(window.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                continue;
            var came = Math.Log(later / then);
            var error = Square(came - value);
            (first, last) = (first ?? origin, origin);
            grades = grades with { Realised = grades.Realised + 1, Own = grades.Own + error, Zero = grades.Zero + Square(came) };
            if (network.TryGetValue(window.Nonce, out var theirs))
                grades = grades with { Compared = grades.Compared + 1, OwnThere = grades.OwnThere + error, NetworkThere = grades.NetworkThere + Square(came - theirs) };
        }

        return grades with { Weeks = first is { } from && last is { } until ? ((until - from).TotalDays / 7) + 1 : 0 };
    }

    public void AddTo(Answers answers)
    {
        answers.Add("windows_included", Included);
        answers.Add("windows_realised", Realised);
        answers.Add("own_mean_squared_error", Realised == 0 ? null : Own / Realised);
        answers.Add("zero_mean_squared_error", Realised == 0 ? null : Zero / Realised);
        answers.Add("skill_against_zero", Realised == 0 || Zero <= 0 ? null : 1 - (Own / Zero));
        answers.Add("windows_compared_with_network", Compared);
        answers.Add("own_mean_squared_error_there", Compared == 0 ? null : OwnThere / Compared);
        answers.Add("network_mean_squared_error_there", Compared == 0 ? null : NetworkThere / Compared);
        answers.Add("independent_weeks", Realised == 0 ? "none yet: an outcome is known after 168 h" : FormattableString.Invariant($"about {Weeks:F0}; outcomes within a week overlap, fewer than about 100 weeks prove nothing"));
    }

    private static double Square(double value) => value * value;
}
