
namespace Allora.Sdk.Roles;

/// <summary>Asks the chain what a forecaster needs: the topic's inferers, and how many elements the chain uses.</summary>
internal sealed class ForecastWindows(AlloraClient client)
{
    private static readonly TimeSpan LimitAge = TimeSpan.FromMinutes(10);

    private ulong _limit;
    private long? _limitReadAt;

    public async Task<(ForecastContext Context, ulong Limit)> ContextAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var limit = await LimitAsync(cancellationToken).ConfigureAwait(false);
        var most = limit == 0 ? int.MaxValue : (int)Math.Min(limit, int.MaxValue);
        // What this epoch shows already comes first, then the epoch before, as far as the chain's limit goes.
        var now = await client.GetInferersAsync(context.TopicId, context.Nonce, cancellationToken).ConfigureAwait(false);
        var before = await client.GetInferersAsync(context.TopicId, null, cancellationToken).ConfigureAwait(false);
        var inferers = now.Concat(before).Distinct(StringComparer.Ordinal).Take(most).Order(StringComparer.Ordinal).ToArray();
        return (new ForecastContext
        {
            TopicId = context.TopicId,
            Topic = context.Topic,
            Nonce = context.Nonce,
            BlockTime = context.BlockTime,
            WindowEnd = context.WindowEnd,
            Deadline = context.Deadline,
            Attempt = context.Attempt,
            Inferers = inferers,
            MaxElements = most,
            Client = context.Client,
        }, limit);
    }

    private async Task<ulong> LimitAsync(CancellationToken cancellationToken)
    {
        if (_limitReadAt is { } readAt && client.Time.GetElapsedTime(readAt) < LimitAge)
            return _limit;
        _limit = (await client.GetEmissionsParamsAsync(cancellationToken).ConfigureAwait(false)).MaxElementsPerForecast;
        _limitReadAt = client.Time.GetTimestamp();
        return _limit;
    }
}
