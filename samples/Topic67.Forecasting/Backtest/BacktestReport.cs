namespace Topic67.Forecasting.Backtest;

/// <summary>The results of a backtest.</summary>
public sealed record BacktestReport
{
    /// <summary>The options of the backtest.</summary>
    public required BacktestOptions Options { get; init; }

    /// <summary>The source of the prices.</summary>
    public required string PriceSource { get; init; }

    /// <summary>The first and the last bar.</summary>
    public required (DateTimeOffset First, DateTimeOffset Last) Bars { get; init; }

    /// <summary>The number of bars.</summary>
    public required int BarCount { get; init; }

    /// <summary>The number of absent hours between the first and the last bar.</summary>
    public required int AbsentHours { get; init; }

    /// <summary>The weeks that the graded forecasts span: about the number of independent outcomes.</summary>
    public required double Weeks { get; init; }

    /// <summary>The grades, one per contender.</summary>
    public required IReadOnlyList<ContenderReport> Contenders { get; init; }

    /// <summary>Every forecast of every fitted variant.</summary>
    public required IReadOnlyList<BacktestRun> Runs { get; init; }
}

/// <summary>The grades of one contender: a variant, a variant under its gate, the drift, or zero.</summary>
public sealed record ContenderReport
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The moments of the graded forecasts.</summary>
    public required IReadOnlyList<DateTimeOffset> Moments { get; init; }

    /// <summary>The graded forecasts.</summary>
    public required IReadOnlyList<double> Forecasts { get; init; }

    /// <summary>The outcomes.</summary>
    public required IReadOnlyList<double> Outcomes { get; init; }

    /// <summary>All hours under squared error.</summary>
    public required Grade Squared { get; init; }

    /// <summary>All hours under the loss of the options.</summary>
    public required Grade Named { get; init; }

    /// <summary>Squared error by calendar year.</summary>
    public required IReadOnlyList<YearGrade> Years { get; init; }

    /// <summary>Weeks that do not overlap.</summary>
    public required WeekGrade Weekly { get; init; }

    /// <summary>Regression of outcomes on forecasts.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>The share of non-zero forecasts whose sign was right.</summary>
    public required double SignsRight { get; init; }

    /// <summary>How many of the graded forecasts were fallbacks, because bars were missing or stale or a model failed.</summary>
    public int Fallbacks { get; init; }
}
