using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Events;
using Allora.Sdk.Transactions;
using Allora.Sdk.Workers;

namespace Allora.Sdk.Roles;

/// <summary>A wallet that answers a topic's windows with forecasts, alone or beside an inference: then both go in one payload.</summary>
internal sealed class ForecasterRole(
    AlloraClient client, AlloraWallet wallet, IPredictionProvider? inference, IForecastProvider forecaster, WorkerOptions options) : IWorkerRole
{
    // A forecast that fails is tried again this often before the inference goes without it.
    private const int TriesForBoth = 3;

    private readonly PayloadBuilder _payloads = new(client, wallet);
    private readonly ForecastWindows _windows = new(client);
    private WorkerParts? _parts;
    private volatile Kept? _kept;

    public string Title => "worker";

    // The chain counts inferences and forecasts apart. With an inference the nonce is settled as any inferer's is.
    public string Purpose => inference is null ? "forecast" : "payload";

    public string RegistrationPurpose => "register";

    public WindowSide Side => WindowSide.Worker;

    public IReadOnlyList<SubmissionActor> Actors => inference is null ? [SubmissionActor.Forecaster] : [SubmissionActor.Inferer, SubmissionActor.Forecaster];

    public bool OldestFirst => false;

    public void Attach(WorkerParts parts) => _parts = parts;

    public Task<RoleView> LookAsync(CancellationToken cancellationToken) => WorkerWindows.LookAsync(client, wallet.Address, options, cancellationToken);

    public async ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        // Both models work at once: the slower of them decides, not their sum.
        var predicting = PredictAsync(context, cancellationToken);
        var forecasting = ForecastAsync(context, cancellationToken);
        await Task.WhenAll(predicting, forecasting).ConfigureAwait(false);
        var (prediction, (forecast, limit)) = (await predicting.ConfigureAwait(false), await forecasting.ConfigureAwait(false));
        var (sendsValue, sendsForecast) = (prediction is { IsSkip: false }, !forecast.IsSkip);
        var text = string.Join("; ", [.. prediction is null ? Array.Empty<string>() : [prediction.ToString()], forecast.ToString()]);
        return new RoleAnswer
        {
            SkipReason = sendsValue || sendsForecast ? null : string.Join("; ", [.. prediction?.SkipReason is { } why ? [why] : Array.Empty<string>(), forecast.SkipReason!]),
            Text = text,
            Note = string.Join("; ", new[] { prediction?.Note, forecast.Note }.OfType<string>()) is { Length: > 0 } note ? note : null,
            // Guards look at the inference; a forecast has none.
            Prediction = sendsValue ? prediction : null,
            Messages = token => _payloads.InsertWorkerPayloadAsync(
                new WorkerAnswer(context, sendsValue ? prediction : null, sendsForecast ? forecast : null, limit), token),
        };
    }

    // A fallback stands in for the inference, and goes without a forecast.
    public RoleAnswer? AnswerOf(PredictionContext context, Prediction prediction) => inference is null ? null : new RoleAnswer
    {
        SkipReason = prediction.SkipReason,
        Text = prediction.ToString(),
        Note = prediction.Note,
        Prediction = prediction,
        Messages = token => _payloads.InsertWorkerPayloadAsync(new WorkerAnswer(context, prediction), token),
    };

    public ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken) =>
        _payloads.RegisterAsync(options.TopicId, cancellationToken);

    // The chain shows no forecasts of an open window.
    public Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken) => inference is null
        ? Task.FromResult<bool?>(null)
        : client.HasSubmittedAsync(options.TopicId, wallet.Address, nonce, cancellationToken);

    private async Task<Prediction?> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        if (inference is null)
            return null;
        if (_kept is { } kept && kept.Nonce == context.Nonce)
            return kept.Prediction;
        var prediction = await inference.PredictAsync(context, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("the provider answered null: use Prediction.Skip to pass");
        _kept = new Kept(context.Nonce, prediction);
        return prediction;
    }

    private async Task<(Forecast Forecast, ulong Limit)> ForecastAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        try
        {
            var (window, limit) = await _windows.ContextAsync(context, cancellationToken).ConfigureAwait(false);
            if (window.Inferers.Count == 0)
                return (Forecast.Skip("the chain names no inferers to forecast for"), limit);
            var forecast = await forecaster.ForecastAsync(window, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("the forecaster answered null: use Forecast.Skip to pass");
            // Beside an inference a forecast that breaks a rule is as good as none; alone it is refused with the payload.
            if (!forecast.IsSkip && inference is not null)
                ForecastRules.Require(forecast.Elements, limit);
            return (forecast, limit);
        }
        catch (Exception failure) when (inference is not null && context.Attempt + 1 >= TriesForBoth && !cancellationToken.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            if (_parts is { } parts)
                RoleLog.ForecastFailed(parts.Logger, failure, context.TopicId, context.Nonce, failure.Message);
            return (Forecast.Skip($"the forecast failed: {failure.Message}"), 0);
        }
    }

    // An answer that waits for the forecast's retries: the model is asked once.
    private sealed record Kept(long Nonce, Prediction Prediction);
}
