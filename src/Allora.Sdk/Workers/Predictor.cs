using Allora.Sdk.Diagnostics;
using Allora.Sdk.Transactions.Sending;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers;

/// <summary>Asks the role's provider, again after a failure while the window is open.</summary>
internal sealed class Predictor(IWorkerRole role, WorkerOptions options, TimeProvider time, ILogger logger, WorkerTelemetry telemetry)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>The provider's answer, or null when the window ended without one; <paramref name="failed"/> hears of every failure.</summary>
    public async Task<RoleAnswer?> PredictAsync(PredictionContext context, StageClock clock, Action<string> failed, CancellationToken windowOpen)
    {
        var pause = FirstPause;
        for (var attempt = 0; !windowOpen.IsCancellationRequested; attempt++)
        {
            clock.Mark(StageClock.Stamp.PredictionStarted);
            using var stage = StageSpan.Begin(time, context.TopicId, SubmissionStage.Prediction);
            try
            {
                var prediction = await AskOnceAsync(context with { Attempt = attempt, Deadline = time.GetUtcNow() + options.PredictionTimeout }, windowOpen).ConfigureAwait(false);
                clock.Mark(StageClock.Stamp.Predicted);
                telemetry.Predicted();
                return prediction;
            }
            catch (OperationCanceledException) when (windowOpen.IsCancellationRequested)
            {
                failed("the provider had not answered when the window ended");
                return null;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Whatever a user's model throws, the worker goes on.
                failed(exception.Message);
                telemetry.Predicted(exception.GetType().FullName);
                WorkerLog.ProviderFailed(logger, exception, context.TopicId, context.Nonce, attempt + 1, exception.Message);
            }

            if (!await PauseAsync(pause, windowOpen).ConfigureAwait(false))
                break;
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }

        return null;
    }

    private async Task<RoleAnswer> AskOnceAsync(PredictionContext context, CancellationToken windowOpen)
    {
        using var deadline = new CancellationTokenSource(options.PredictionTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(windowOpen, deadline.Token);
        try
        {
            var answering = role.AnswerAsync(context, both.Token);
            // A provider that answers at once costs no waiting; one that ignores its token is left behind at the deadline.
            return answering.IsCompleted
                ? await answering.ConfigureAwait(false)
                : await answering.AsTask().WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !windowOpen.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {options.PredictionTimeout.TotalSeconds:0.###} s");
        }
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken windowOpen)
    {
        try
        {
            await Task.Delay(pause, time, windowOpen).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
