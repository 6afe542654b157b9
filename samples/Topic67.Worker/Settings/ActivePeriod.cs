namespace Topic67.Worker.Settings;

/// <summary>When windows are answered, by the chain's time: from the start on, and before the end.</summary>
internal sealed record ActivePeriod(DateTimeOffset? From, DateTimeOffset? Until)
{
    public static ActivePeriod Always { get; } = new(null, null);

    public bool IsSet => From is not null || Until is not null;

    public bool IsBefore(DateTimeOffset time) => time < From;

    public bool IsOver(DateTimeOffset time) => time >= Until;

    public override string ToString() => IsSet
        ? FormattableString.Invariant($"active period from {Text(From)} until {Text(Until)}")
        : "active period none";

    private static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) ?? "any time";
}
