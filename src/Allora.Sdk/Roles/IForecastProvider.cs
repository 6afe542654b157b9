using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>The model of a forecaster, written by the user: for each window, the expected loss of each inferer's inference. One call for each window.</summary>
public interface IForecastProvider
{
    /// <summary>Answers one window.</summary>
    /// <param name="context">The window, and its inferers.</param>
    /// <param name="cancellationToken">Cancelled when the deadline passes, when the window closes, or when the host stops for good.</param>
    /// <returns>A value for each inferer (others may be included, some may be left out), or <see cref="Forecast.Skip"/>. An exception is retried while the window is open.</returns>
    ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken);
}
