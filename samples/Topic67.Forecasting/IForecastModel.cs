using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting;

/// <summary>A model of your own in the place of the built-in one. It needs a public constructor without parameters; calls come one at a time.</summary>
public interface IForecastModel
{
    /// <summary>The log return of the 168 hours after a moment.</summary>
    /// <exception cref="Exception">There is none: the stated fallback is used, and the message is reported.</exception>
    public ValueTask<double> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken);
}

/// <summary>What a model is given.</summary>
/// <param name="At">The moment: the chain's time of the nonce's block, or an hour of a backtest.</param>
/// <param name="Bars">The bars that were closed by then, oldest first. Only labels and closes are kept: open, high and low are the close.</param>
public sealed record ForecastRequest(DateTimeOffset At, IReadOnlyList<HourlyBar> Bars)
{
    /// <summary>The topic's id; 67 in a backtest.</summary>
    public ulong TopicId { get; init; } = 67;

    /// <summary>The nonce (blocks); 0 in a backtest.</summary>
    public long Nonce { get; init; }
}
