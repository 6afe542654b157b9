using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>What a forecaster writes: for each window, how large the loss of each inferer's inference will be. One call for each window.</summary>
public interface IForecastProvider
{
    /// <summary>Answers one window.</summary>
    /// <param name="context">The window, and the inferers to speak about.</param>
    /// <param name="cancellationToken">Cancelled when the deadline passes, when the window closes, or when the host stops for good.</param>
    /// <returns>A value for each inferer (others may be named, some may be left out), or <see cref="Forecast.Skip"/>. An exception is retried while the window is open.</returns>
    ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken);
}
