namespace Topic67.Forecasting.Prices;

/// <summary>Hours as whole numbers since 1970: arithmetic on them cannot drift by a zone, a second or a position.</summary>
internal static class Hours
{
    public const int PerDay = 24;

    private static readonly long EpochTicks = DateTimeOffset.UnixEpoch.UtcTicks;

    /// <summary>The hour that holds this moment.</summary>
    public static int Containing(DateTimeOffset moment)
    {
        var (hours, rest) = Math.DivRem(moment.UtcTicks - EpochTicks, TimeSpan.TicksPerHour);
        return (int)hours - (rest < 0 ? 1 : 0);
    }

    /// <summary>The label of an hour.</summary>
    public static DateTimeOffset Label(int hour) => new(EpochTicks + (hour * TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The newest bar that may be used at a moment: the one labelled an hour before the current hour.</summary>
    public static int NewestClosed(DateTimeOffset moment) => Containing(moment) - 1;

    public static bool IsMidnight(int hour) => hour % PerDay == 0;
}
