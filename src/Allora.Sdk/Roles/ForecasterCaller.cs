using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>Calls a forecaster for a window, with the topic's inferers and the chain's limit of elements.</summary>
internal sealed class ForecasterCaller(AlloraClient client, IForecastProvider forecaster)
{
    private readonly ForecastWindows _windows = new(client);
    private volatile ForecastContext? _latest;

    /// <summary>The inferers of the last nonce; none if the nonce is another one, or none are known.</summary>
    public IReadOnlyList<string> InferersOf(long nonce) => _latest is { } latest && latest.Nonce == nonce ? latest.Inferers : [];

    /// <summary>Returns the answer, and the chain's limit of elements (0 if it is not known).</summary>
    public async Task<(Forecast Forecast, ulong Limit)> QueryAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var (window, limit) = await _windows.ContextAsync(context, cancellationToken).ConfigureAwait(false);
        _latest = window;
        if (window.Inferers.Count == 0)
            return (Forecast.Skip("the chain names no inferers to forecast for"), limit);
        var forecast = await forecaster.ForecastAsync(window, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("the forecaster returned null: use Forecast.Skip to pass");
        return (forecast, limit);
    }
}
