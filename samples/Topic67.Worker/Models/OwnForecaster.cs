using Topic67.Forecasting;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Models;

/// <summary>Forecasts of the user's own model, and the stated fallback if it has none.</summary>
internal sealed class OwnForecaster((IForecastModel Model, string Name) own, WorkerSettings settings, TimeProvider time) : IDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private double? _last;

    public string Name => own.Name;

    /// <summary>Asks the model, several times if it fails; the failures are passed to <paramref name="failed"/>.</summary>
    public async Task<(ForecastResult Result, string How)> ForecastAsync(ForecastRequest request, Action<string> failed, CancellationToken cancellationToken)
    {
        var failure = "";
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                var value = await OnceAsync(request, cancellationToken).ConfigureAwait(false);
                _last = value;
                return (Result(request, value, ForecastSource.Own, ForecastTrouble.None), $"own model {own.Name}");
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
            {
                // Whatever a user's model throws, the worker continues.
                failed($"the model {own.Name} failed at attempt {attempt}: {failure = exception.Message}");
            }

            if (attempt < Attempts)
                await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
        }

        var (fallback, source) = settings.Forecaster.Fallback switch
        {
            Fallback.Skip => (double.NaN, ForecastSource.None),
            Fallback.Last when _last is { } last => (last, ForecastSource.Last),
            _ => (0, ForecastSource.Zero),
        };
        var what = source switch { ForecastSource.None => "no forecast", ForecastSource.Last => "fallback: the last forecast again", _ => "fallback: zero" };
        return (Result(request, fallback, source, ForecastTrouble.ModelFailed), $"{what} (the model {own.Name} failed: {failure})");
    }

    /// <summary>Asks the model once.</summary>
    public async Task<double> OnceAsync(ForecastRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var value = await own.Model.ForecastAsync(request, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
            return double.IsFinite(value) ? value : throw new InvalidDataException("it answered a value that is not a number");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"no answer within {Timeout.TotalSeconds:0} s"));
        }
    }

    public void Dispose() => (own.Model as IDisposable)?.Dispose();

    private static ForecastResult Result(ForecastRequest request, double value, ForecastSource source, ForecastTrouble trouble) => new()
    {
        At = request.At,
        Value = value,
        Source = source,
        Trouble = trouble,
        Raw = double.NaN,
        Clipped = double.NaN,
        Drift = double.NaN,
        Bars = request.Bars.Count,
        Origin = request.Bars is [.., var newest] ? newest.Label : null,
        PriceSource = "",
    };
}
