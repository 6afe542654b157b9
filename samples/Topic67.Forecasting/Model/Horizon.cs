namespace Topic67.Forecasting.Model;

/// <summary>The numbers that the topic and variant A's specification fix.</summary>
public static class Horizon
{
    /// <summary>Hours from a forecast's origin to its outcome.</summary>
    public const int Hours = 168;

    /// <summary>The longest look back of a feature, in hours.</summary>
    public const int LongestLag = 720;

    /// <summary>Bars that the model needs: look back, outcome, a week of rows and the origin.</summary>
    public const int MinimumBarsForModel = LongestLag + Hours + 168 + 1;

    /// <summary>Bars that drift alone needs: fourteen days.</summary>
    public const int MinimumBarsForDrift = 14 * 24;

    /// <summary>Bars after which more history changes no fit of variant A.</summary>
    public const int BarsForFullWindow = 8760 + Hours + LongestLag;

    /// <summary>Bars after which more history changes no gate either: two years, and a full window before them.</summary>
    public const int BarsForFullGate = SkillGate.LookBack + BarsForFullWindow;
}
