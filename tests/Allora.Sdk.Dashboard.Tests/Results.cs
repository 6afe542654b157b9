namespace Allora.Sdk.Dashboard.Tests;

/// <summary>Results as workers report them.</summary>
internal static class Results
{
    public const string Wallet = "allo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

    public static SubmissionResult Of(long nonce, SubmissionStatus status = SubmissionStatus.Included, ulong topic = 67) => new()
    {
        TopicId = topic,
        Nonce = nonce,
        Wallet = Wallet,
        Status = status,
        Value = "0.5",
        Stage = SubmissionStage.Confirmation,
        Timings = new SubmissionTimings { PredictionStarted = TimeSpan.FromMilliseconds(1), Predicted = TimeSpan.FromMilliseconds(5), BroadcastSent = TimeSpan.FromMilliseconds(9) },
    };
}
