using System.Globalization;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Workers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Answering;

/// <summary>Calls the role's provider, again after a failure while the window is open.</summary>
internal sealed class Predictor(IWorkerRole role, WorkerOptions options, TimeProvider time, ILogger logger, WorkerTelemetry telemetry)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // A provider that never returns costs this many threads, and no more with each window.
    private const int MostHeld = 2;

    private readonly ProviderFailures _failures = new(time, logger);
    private int _held;

    /// <summary>Returns the provider's answer, or null if the window ended without one; <paramref name="failed"/> is called for every failure.</summary>
    public async Task<RoleAnswer?> PredictAsync(PredictionContext context, StageClock clock, Action<string> failed, CancellationToken windowOpen)
    {
        var pause = FirstPause;
        for (var attempt = 0; !windowOpen.IsCancellationRequested; attempt++)
        {
            clock.Mark(StageClock.Stamp.PredictionStarted);
            using var stage = StageSpan.Begin(time, context.TopicId, SubmissionStage.Prediction);
            try
            {
                var prediction = await CallOnceAsync(context with { Attempt = attempt, Deadline = time.GetUtcNow() + options.PredictionTimeout }, windowOpen).ConfigureAwait(false);
                clock.Mark(StageClock.Stamp.Predicted);
                telemetry.Predicted();
                _failures.Answered(context);
                return prediction;
            }
            catch (OperationCanceledException) when (windowOpen.IsCancellationRequested)
            {
                failed("the provider had not answered when the window ended");
                return null;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Whatever a user's model throws, the worker continues.
                failed(exception.Message);
                telemetry.Predicted(exception.GetType().FullName);
                _failures.Failed(context, attempt + 1, exception);
            }

            if (!await PauseAsync(pause, windowOpen).ConfigureAwait(false))
                break;
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }

        return null;
    }

    private async Task<RoleAnswer> CallOnceAsync(PredictionContext context, CancellationToken windowOpen)
    {
        using var deadline = new CancellationTokenSource(options.PredictionTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(windowOpen, deadline.Token);
        try
        {
            // A provider that ignores its token is abandoned at the deadline, even if it blocks its thread.
            return await StartAsync(context, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !windowOpen.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"no answer within {options.PredictionTimeout.TotalSeconds:0.###} s"), late);
        }
    }

    private Task<RoleAnswer> StartAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _held) >= MostHeld)
            throw new InvalidOperationException("the provider still blocks the threads of earlier calls: it is not called again before one of them returns");
        var answering = ProviderThreads.Shared.StartAsync(() =>
        {
            Interlocked.Increment(ref _held);
            try
            {
                return role.AnswerAsync(context, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _held);
            }
        });
        // If the call was abandoned, a later exception was reported as its timeout already.
        _ = answering.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return answering;
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
