using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Encodings;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Roles;

/// <summary>A wallet that answers a topic's windows with an inference and a forecast, both in one payload.</summary>
internal sealed class CombinedRole(
    AlloraClient client, AlloraWallet wallet, IPredictionProvider inference, IForecastProvider forecaster, WorkerOptions options) : IWorkerRole
{
    // A failed forecast is retried this often before the inference is sent without it.
    private const int TriesForBoth = 3;

    private readonly PayloadBuilder _payloads = new(client, wallet);
    private readonly WindowReader _windows = new(client, WindowSide.Worker, wallet.Address, options);
    private readonly ForecasterCaller _caller = new(client, forecaster);
    private WorkerServices? _services;
    private volatile Kept? _kept;
    private long _held;

    public string Title => "worker";

    // With an inference the nonce is settled as for any inferer.
    public string Purpose => "payload";

    public string RegistrationPurpose => "register";

    public WindowSide Side => WindowSide.Worker;

    public IReadOnlyList<SubmissionActor> Actors => [SubmissionActor.Inferer, SubmissionActor.Forecaster];

    public bool OldestFirst => false;

    public void Attach(WorkerServices services) => _services = services;

    public Task<RoleView> PollAsync(CancellationToken cancellationToken) => _windows.ReadAsync(cancellationToken);

    public async ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        // Both models run in parallel: the slower one decides, not their sum.
        var predicting = PredictAsync(context, cancellationToken);
        var forecasting = ForecastAsync(context, cancellationToken);
        await Task.WhenAll(predicting, forecasting).ConfigureAwait(false);
        var (forecast, limit) = await forecasting.ConfigureAwait(false);
        return Answer(context, await predicting.ConfigureAwait(false), forecast, limit);
    }

    // A fallback replaces the inference, and has no forecast.
    public RoleAnswer? AnswerOf(PredictionContext context, Prediction prediction) => Answer(context, prediction, null, 0);

    public ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken) =>
        _payloads.RegisterAsync(options.TopicId, cancellationToken);

    /// <summary>
    /// An inference that the chain already has does not settle the nonce: the forecast may be missing, and the chain shows none while the window
    /// is open. It is then sent alone, and its simulation decides. Without a simulation, an attempt could cost a fee for nothing.
    /// </summary>
    public async Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken)
    {
        var held = await client.HasSubmittedAsync(options.TopicId, wallet.Address, nonce, cancellationToken).ConfigureAwait(false);
        if (held != true || !options.SimulateFirst)
            return held;
        Volatile.Write(ref _held, nonce);
        return false;
    }

    private RoleAnswer Answer(PredictionContext context, Prediction? prediction, Forecast? forecast, ulong limit)
    {
        var (value, elements) = (prediction is { IsSkip: false } ? prediction : null, forecast is { IsSkip: false } ? forecast : null);
        return new RoleAnswer
        {
            SkipReason = value is null && elements is null ? Together(prediction?.SkipReason, forecast?.SkipReason) : null,
            Text = Together(prediction?.ToString(), forecast?.ToString())!,
            Note = Together(prediction?.Note, forecast?.Note),
            // Guards check the inference; a forecast sent with it is not checked.
            Prediction = value,
            Without = words => (value, elements) switch
            {
                ({ }, { }) when ErrorTexts.HoldsInference(words) => Answer(context, null, forecast, limit),
                ({ }, { }) when ErrorTexts.HoldsForecast(words) => Answer(context, prediction, null, limit),
                _ => null,
            },
            Bundle = token => _payloads.BundleAsync(new WorkerAnswer(context, value, elements, limit), token),
        };
    }

    private static string? Together(params ReadOnlySpan<string?> texts)
    {
        var together = string.Join("; ", texts.ToArray().OfType<string>());
        return together.Length > 0 ? together : null;
    }

    private async Task<Prediction?> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _held) == context.Nonce)
            return null;
        if (_kept is { } kept && kept.Nonce == context.Nonce)
            return kept.Prediction;
        var prediction = await inference.PredictAsync(context, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("the provider returned null: use Prediction.Skip to pass");
        _kept = new Kept(context.Nonce, prediction);
        return prediction;
    }

    private async Task<(Forecast Forecast, ulong Limit)> ForecastAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        try
        {
            var (forecast, limit) = await _caller.QueryAsync(context, cancellationToken).ConfigureAwait(false);
            // Next to an inference, a forecast that breaks a rule is dropped.
            if (!forecast.IsSkip)
                ForecastRules.Require(forecast.Elements, limit);
            return (forecast, limit);
        }
        catch (Exception failure) when (context.Attempt + 1 >= TriesForBoth && !cancellationToken.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            if (_services is { } services)
                RoleLog.ForecastFailed(services.Logger, failure, context.TopicId, context.Nonce, failure.Message);
            return (Forecast.Skip($"the forecast failed: {failure.Message}"), 0);
        }
    }

    // An answer that waits for the forecast's retries: the model is called once.
    private sealed record Kept(long Nonce, Prediction Prediction);
}
