using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Roles;

/// <summary>A wallet that answers a topic's windows with forecasts alone.</summary>
internal sealed class ForecasterRole(AlloraClient client, AlloraWallet wallet, IForecastProvider forecaster, WorkerOptions options) : IWorkerRole
{
    private readonly PayloadBuilder _payloads = new(client, wallet);
    private readonly WindowReader _windows = new(client, WindowSide.Worker, wallet.Address, options);
    private readonly ForecasterCaller _caller = new(client, forecaster);

    public string Title => "worker";

    // The chain counts inferences and forecasts separately.
    public string Purpose => "forecast";

    public string RegistrationPurpose => "register";

    public WindowSide Side => WindowSide.Worker;

    public IReadOnlyList<SubmissionActor> Actors => [SubmissionActor.Forecaster];

    public bool OldestFirst => false;

    public Task<RoleView> PollAsync(CancellationToken cancellationToken) => _windows.ReadAsync(cancellationToken);

    public async ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var (forecast, limit) = await _caller.QueryAsync(context, cancellationToken).ConfigureAwait(false);
        return Answer(context, forecast, limit);
    }

    /// <summary>
    /// A forecast has the shape of a prediction with labels, the inferers' addresses: it is checked by guards, and kept as the last one, in that
    /// shape. A single value applies to each of the nonce's inferers; values of inferers no longer listed by the chain are left out.
    /// </summary>
    public RoleAnswer? AnswerOf(PredictionContext context, Prediction prediction)
    {
        var inferers = _caller.InferersOf(context.Nonce);
        IReadOnlyList<KeyValuePair<string, ChainDecimal>> elements = prediction.Scalar is { } each
            ? [.. inferers.Select(inferer => KeyValuePair.Create(inferer, each))]
            : [.. prediction.LabelValues.Where(pair => inferers.Count == 0 || inferers.Contains(pair.Key))];
        return elements.Count == 0 ? null : Answer(context, Forecast.Values(elements), limit: 0);
    }

    public ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken) =>
        _payloads.RegisterAsync(options.TopicId, cancellationToken);

    // The chain shows no forecasts of an open window.
    public Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken) => Task.FromResult<bool?>(null);

    private RoleAnswer Answer(PredictionContext context, Forecast forecast, ulong limit) => new()
    {
        SkipReason = forecast.SkipReason,
        Text = forecast.ToString(),
        Note = forecast.Note,
        Prediction = AsPrediction(forecast),
        Bundle = token => _payloads.BundleAsync(new WorkerAnswer(context, null, forecast, limit), token),
    };

    // A forecast that breaks a rule is refused with the payload: it must not be compared with later ones.
    private static Prediction? AsPrediction(Forecast forecast)
    {
        try
        {
            return forecast.IsSkip ? null : Prediction.Labels(forecast.Elements.ToDictionary(StringComparer.Ordinal));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
