namespace Topic67.Forecasting;

/// <summary>The answer if neither the model nor a recent drift is available.</summary>
public enum Fallback
{
    /// <summary>Zero, which ties with the best honest forecast at seven days.</summary>
    Zero,

    /// <summary>Nothing: the window is skipped.</summary>
    Skip,

    /// <summary>The last forecast that was based on prices; zero if there was none.</summary>
    Last,
}
