namespace Allora.Sdk.Roles;

/// <summary>Queries the topic's inferers, and how many elements the chain uses.</summary>
internal sealed class ForecastWindows(AlloraClient client)
{
    private static readonly TimeSpan LimitAge = TimeSpan.FromMinutes(10);

    private volatile Limit? _limit;

    public async Task<(ForecastContext Context, ulong Limit)> ContextAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var limiting = LimitAsync(cancellationToken);
        var showing = client.GetInferersAsync(context.TopicId, context.Nonce, cancellationToken);
        var closed = client.GetInferersAsync(context.TopicId, null, cancellationToken);
        await Task.WhenAll(limiting, showing, closed).ConfigureAwait(false);
        var limit = await limiting.ConfigureAwait(false);
        var most = limit == 0 ? int.MaxValue : (int)Math.Min(limit, int.MaxValue);
        // Inferers of this epoch come first, then those of the epoch before, up to the chain's limit.
        var inferers = (await showing.ConfigureAwait(false)).Concat(await closed.ConfigureAwait(false)).Distinct(StringComparer.Ordinal).Take(most).Order(StringComparer.Ordinal).ToArray();
        return (new ForecastContext(context) { Inferers = inferers, MaxElements = most }, limit);
    }

    private async Task<ulong> LimitAsync(CancellationToken cancellationToken)
    {
        if (_limit is { } known && client.Time.GetElapsedTime(known.ReadAt) < LimitAge)
            return known.Elements;
        var elements = (await client.GetEmissionsParamsAsync(cancellationToken).ConfigureAwait(false)).MaxElementsPerForecast;
        _limit = new Limit(elements, client.Time.GetTimestamp());
        return elements;
    }

    private sealed record Limit(ulong Elements, long ReadAt);
}
