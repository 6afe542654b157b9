using Allora.Sdk.Blocks;
using Allora.Sdk.Encodings;
using Allora.Sdk.Sending.Relays;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Nonces;
using Allora.Sdk.Workers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Answering;

/// <summary>What the parts of one worker share: client, wallet session, role, options and telemetry.</summary>
internal sealed class WorkerServices
{
    public required AlloraClient Client { get; init; }

    public required AlloraWallet Wallet { get; init; }

    public required WorkerOptions Options { get; init; }

    public required ILogger Logger { get; init; }

    public required WalletSession Session { get; init; }

    /// <summary>How payloads reach the chain.</summary>
    public required IPayloadRoute Route { get; init; }

    /// <summary>The wallets that send the payloads; null if the worker's own does.</summary>
    public PayloadRelay? Relay { get; init; }

    public required NonceLedger Nonces { get; init; }

    public required BlockHub Blocks { get; init; }

    public required Predictor Predictor { get; init; }

    public required IWorkerRole Role { get; init; }

    public required ZScoreGuard ZScore { get; init; }

    public required NetworkGuard Network { get; init; }

    /// <summary>Why the last prediction was held back; null if it was not.</summary>
    public string? HeldBack { get; set; }

    public required WorkerTelemetry Telemetry { get; init; }

    public required Action<SubmissionResult> Publish { get; init; }

    public required Action<SubmissionFollowUp> PublishFollowUp { get; init; }

    /// <summary>Whether the host has paused the worker.</summary>
    public PauseSwitch Pause { get; init; } = new();

    /// <summary>Has the loop query the chain, for a reason.</summary>
    public required Action<string> RequestPoll { get; init; }

    /// <summary>The topic as last read from the chain.</summary>
    public TopicInfo? Topic { get; set; }

    /// <summary>The shortest time of a prediction.</summary>
    public RecentMinimum FastestPrediction { get; } = new();

    public void Learn(SubmissionTimings timings)
    {
        if (timings.Prediction is { } prediction)
            FastestPrediction.Add(prediction);
        if (timings.BroadcastAnswered - timings.BroadcastSent is { } roundTrip)
            Session.FastestRoundTrip.Add(roundTrip);
    }

    /// <summary>Gets the time of a nonce's block: from its header frame, or by queries until it is known.</summary>
    public async Task<DateTimeOffset> BlockTimeAsync(long nonce, CancellationToken cancellationToken)
    {
        if (Blocks.TimeOf(nonce) is { } heard)
            return heard;
        while (true)
        {
            try
            {
                return (await Client.GetReportedBlockHeaderAsync(nonce, cancellationToken).ConfigureAwait(false)).Time;
            }
            catch (AlloraException exception)
            {
                WorkerLog.QueryFailed(Logger, Options.TopicId, exception.Message);
                await Blocks.NextAsync(Blocks.Height, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
