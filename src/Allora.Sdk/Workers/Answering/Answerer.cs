using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Workers.Nonces;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Answering;

/// <summary>From a window to its answer: the provider, the guards, and the fallback if those leave nothing.</summary>
internal sealed class Answerer(WorkerServices services, StageClock clock)
{
    // With a fallback, the provider is given up while this many blocks can still include an answer.
    private const long BlocksForFallback = 2;

    private static readonly TimeSpan LateFindings = TimeSpan.FromSeconds(1);

    private readonly List<GuardFinding> _findings = [];
    private Task<GuardFinding?>? _comparing;

    /// <summary>The failure, if <see cref="AnswerAsync"/> returned null.</summary>
    public string Failure { get; private set; } = "the provider did not answer";

    /// <summary>Whether a guard, and not the provider's failure, left nothing to submit.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>The guards' findings so far.</summary>
    public IReadOnlyList<GuardFinding> Findings => [.. _findings];

    /// <summary>Returns the answer to submit or to skip; null if there is none.</summary>
    public async Task<RoleAnswer?> AnswerAsync(PredictionContext context, CancellationToken windowOpen)
    {
        using var inTime = InTime(context, windowOpen);
        var answer = await services.Predictor.PredictAsync(context, clock, why => Failure = why, inTime?.Token ?? windowOpen).ConfigureAwait(false);
        if (answer is { SkipReason: null, Prediction: { } prediction })
        {
            if (await RefusalAsync(context, prediction, windowOpen).ConfigureAwait(false) is not { } refusal)
                return Accept(context, answer, prediction);
            (Failure, WasRefused) = (refusal, true);
        }
        else if (answer is not null)
        {
            return answer;
        }

        var reason = Failure;
        var fallback = Fallback.Choose(services, context, ref reason);
        Failure = reason;
        if (fallback is { Fallback: { } source })
            WorkerLog.FellBack(services.Logger, context.TopicId, context.Nonce, source.Policy, fallback.Text, source.Why);
        return fallback;
    }

    /// <summary>The guards' findings, with the comparison with the network if it was ready in time.</summary>
    public async Task<IReadOnlyList<GuardFinding>> AllFindingsAsync()
    {
        if (_comparing is not { } comparing)
            return Findings;
        try
        {
            return await comparing.WaitAsync(LateFindings, services.Client.Time).ConfigureAwait(false) is { } finding ? [.. _findings, finding] : Findings;
        }
        catch (TimeoutException)
        {
            // It will be logged.
            return Findings;
        }
    }

    // Ends before the window if a fallback needs the rest of it; null if the provider has the whole window.
    private WindowToken? InTime(PredictionContext context, CancellationToken windowOpen)
    {
        if (services.Options.Fallback.Policy == FallbackPolicy.Skip)
            return null;
        // However late the window was found, the provider gets a block's time.
        var lastCall = Math.Clamp(context.WindowEnd - BlocksForFallback, Math.Min(services.Blocks.LowestHeight + 1, context.WindowEnd), context.WindowEnd);
        return new WindowToken(services.Blocks, () => services.Blocks.LowestHeight >= lastCall, windowOpen);
    }

    private RoleAnswer Accept(PredictionContext context, RoleAnswer answer, Prediction prediction)
    {
        services.Nonces.LastPredictions.Set(services.Role.Purpose, context.TopicId, new LastPrediction(prediction, context.Nonce, services.Client.Time.GetUtcNow()));
        if (services.Options.Guards.ZScore)
            _comparing = CompareAsync(context, prediction);
        return answer;
    }

    private async Task<string?> RefusalAsync(PredictionContext context, Prediction prediction, CancellationToken windowOpen)
    {
        var last = services.Nonces.LastPredictions.Get(services.Role.Purpose, context.TopicId);
        var network = await AgainstNetworkAsync(prediction, windowOpen).ConfigureAwait(false);
        Hold(network is { Severity: GuardSeverity.Refusal } ? network.Message : null);
        foreach (var finding in Guards.Check(services.Options.Guards, prediction, last, services.Client.Time.GetUtcNow()).Concat(network is null ? [] : [network]))
        {
            _findings.Add(finding);
            Log(context, finding);
        }

        return _findings.Find(finding => finding.Severity == GuardSeverity.Refusal) is { } refused ? $"a guard refused the prediction: {refused.Message}" : null;
    }

    // Values that cannot be read judge nothing.
    private async Task<GuardFinding?> AgainstNetworkAsync(Prediction prediction, CancellationToken windowOpen)
    {
        try
        {
            return await services.Network.CheckAsync(prediction, windowOpen).ConfigureAwait(false);
        }
        catch (AlloraException exception)
        {
            WorkerLog.ZScoreUnknown(services.Logger, services.Options.TopicId, exception.Message);
            return null;
        }
    }

    private void Hold(string? why)
    {
        if (services.HeldBack == why)
            return;
        services.HeldBack = why;
        services.RequestPoll(why is null ? "a prediction is not held back any more" : "a prediction was held back");
    }

    private async Task<GuardFinding?> CompareAsync(PredictionContext context, Prediction prediction)
    {
        try
        {
            var finding = await services.ZScore.CheckAsync(prediction).ConfigureAwait(false);
            if (finding is not null)
                Log(context, finding);
            return finding;
        }
        catch (AlloraException exception)
        {
            WorkerLog.ZScoreUnknown(services.Logger, context.TopicId, exception.Message);
            return null;
        }
    }

    private void Log(PredictionContext context, GuardFinding finding) =>
        WorkerLog.GuardFound(
            services.Logger,
            finding.Severity == GuardSeverity.Information ? LogLevel.Information : LogLevel.Warning,
            context.TopicId, context.Nonce, finding.Guard, finding.Message);
}
