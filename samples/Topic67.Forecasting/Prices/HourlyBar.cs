namespace Topic67.Forecasting.Prices;

/// <summary>One hour of trading. The label is the hour's open time in UTC, so the close is known an hour after the label.</summary>
/// <param name="Label">The open time: a whole hour, UTC.</param>
/// <param name="Open">The first price.</param>
/// <param name="High">The highest price.</param>
/// <param name="Low">The lowest price.</param>
/// <param name="Close">The last price; the models use only this one.</param>
/// <param name="Volume">The traded volume, if the source reports it.</param>
public readonly record struct HourlyBar(DateTimeOffset Label, double Open, double High, double Low, double Close, double Volume = 0)
{
    /// <summary>Creates a bar from its close alone.</summary>
    public static HourlyBar OfClose(DateTimeOffset label, double close) => new(label, close, close, close, close);

    /// <summary>The moment from which the close may be used: an hour after the label.</summary>
    public DateTimeOffset ClosedAt => Label.AddHours(1);

    /// <summary>The fault of this bar, or null if it is usable.</summary>
    public string? Fault()
    {
        if (Label.UtcTicks % TimeSpan.TicksPerHour != 0)
            return $"label {Label:O} is not a whole hour";
        if (!IsPrice(Close))
            return $"close {Close:R} is not a price";
        if (!IsPrice(Open) || !IsPrice(High) || !IsPrice(Low) || !double.IsFinite(Volume) || Volume < 0)
            return "open, high, low or volume is not a usable number";
        return Low > Math.Min(Open, Close) || High < Math.Max(Open, Close) ? "low and high do not enclose open and close" : null;
    }

    private static bool IsPrice(double value) => double.IsFinite(value) && value > 0;
}
