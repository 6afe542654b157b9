using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>Puts a window to a forecaster: the inferers that the chain names, and how many elements it uses.</summary>
internal sealed class ForecastAsker(AlloraClient client, IForecastProvider forecaster)
{
    private readonly ForecastWindows _windows = new(client);
    private volatile ForecastContext? _latest;

    /// <summary>The inferers of a nonce that was asked about last; none where another was, or none are known.</summary>
    public IReadOnlyList<string> InferersOf(long nonce) => _latest is { } latest && latest.Nonce == nonce ? latest.Inferers : [];

    /// <summary>The answer, and the chain's limit of elements (0 where it is not known).</summary>
    public async Task<(Forecast Forecast, ulong Limit)> AskAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var (window, limit) = await _windows.ContextAsync(context, cancellationToken).ConfigureAwait(false);
        _latest = window;
        if (window.Inferers.Count == 0)
            return (Forecast.Skip("the chain names no inferers to forecast for"), limit);
        var forecast = await forecaster.ForecastAsync(window, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("the forecaster answered null: use Forecast.Skip to pass");
        return (forecast, limit);
    }
}
