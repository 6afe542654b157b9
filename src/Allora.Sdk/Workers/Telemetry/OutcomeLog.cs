using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>Logs of settled nonces: event ids 1004 and 1050 to 1053. No line has an empty field.</summary>
internal static partial class OutcomeLog
{
    public static void Settled(ILogger logger, SubmissionResult result)
    {
        switch (result)
        {
            case { Status: SubmissionStatus.Missed }:
                Missed(logger, result.TopicId, result.Nonce, result.Message ?? "the window ended");
                break;
            case { Status: SubmissionStatus.Rejected }:
                Rejected(logger, result.TopicId, result.Nonce, result.Reason ?? AlloraErrorReason.Unknown, result.Message ?? "the chain refused the payload");
                break;
            case { Status: SubmissionStatus.Included, Value: { } value, TransactionHash: { } hash, Height: { } height, Fee: { } fee, Timings: { BroadcastSent: { } sent, Confirmed: { } confirmed } }:
                Included(logger, result.TopicId, result.Nonce, height, value, fee.ToString(), sent.TotalMilliseconds, confirmed.TotalMilliseconds, hash);
                break;
            default:
                Other(logger, result.TopicId, result.Nonce, result.Status, Detail(result));
                break;
        }
    }

    private static string Detail(SubmissionResult result)
    {
        string?[] parts =
        [
            result.Value is { } value ? $"value {value}" : null,
            result.Height is { } height ? string.Create(CultureInfo.InvariantCulture, $"block {height}") : null,
            result.Fee?.ToString() is { } fee ? $"fee {fee}" : null,
            result.TransactionHash is { } hash ? $"hash {hash}" : null,
            result.IsRelayed ? "submitted by another sender" : null,
            result.Message,
        ];
        return parts.OfType<string>().ToList() is { Count: > 0 } some ? string.Join(", ", some) : "no details";
    }

    [LoggerMessage(1004, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: included in block {Height}, value {Value}, fee {Fee}, sent after {SentMs:F2} ms, confirmed after {ConfirmedMs:F0} ms, hash {Hash}")]
    private static partial void Included(ILogger logger, ulong topic, long nonce, long height, string value, string fee, double sentMs, double confirmedMs, string hash);

    [LoggerMessage(1050, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: missed. {Message}")]
    private static partial void Missed(ILogger logger, ulong topic, long nonce, string message);

    [LoggerMessage(1051, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: rejected ({Reason}). {Message}")]
    private static partial void Rejected(ILogger logger, ulong topic, long nonce, AlloraErrorReason reason, string message);

    [LoggerMessage(1052, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: {Status}, {Detail}")]
    private static partial void Other(ILogger logger, ulong topic, long nonce, SubmissionStatus status, string detail);
}
