namespace Topic67.Forecasting;

/// <summary>What is answered when neither the model nor a recent drift can speak.</summary>
public enum Fallback
{
    /// <summary>Zero, which ties with the best honest forecast at seven days.</summary>
    Zero,

    /// <summary>Nothing: the window is skipped.</summary>
    Skip,

    /// <summary>The last forecast that rested on prices; zero where there was none.</summary>
    Last,
}
