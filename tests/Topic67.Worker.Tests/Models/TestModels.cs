using Topic67.Forecasting;

namespace Topic67.Worker.Tests.Models;

/// <summary>A user's model: the mean of the last day's closes against the newest one.</summary>
public sealed class DayModel : IForecastModel
{
    public ValueTask<double> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken)
    {
        var day = request.Bars.TakeLast(24).ToList();
        return ValueTask.FromResult(Math.Round(Math.Log(day.Average(static bar => bar.Close) / day[^1].Close), 6));
    }
}

/// <summary>Fails when it is made.</summary>
public sealed class BrokenModel : IForecastModel
{
    public BrokenModel() => throw new InvalidOperationException("no weights");

    public ValueTask<double> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(0.0);
}

/// <summary>Fails at each forecast.</summary>
public sealed class FailingModel : IForecastModel
{
    public ValueTask<double> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("diverged\u001b[31m");
}

/// <summary>Needs an argument.</summary>
public sealed class NeedyModel(string weights) : IForecastModel
{
    public ValueTask<double> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken) => ValueTask.FromResult((double)weights.Length);
}

/// <summary>Has the method, but does not implement the interface.</summary>
public sealed class NotAModel;
