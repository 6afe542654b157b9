using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Sdk;

namespace Allora.Cli.Worker.Reporting;

/// <summary>The line of a settled window. It has the fields that have values, and no others.</summary>
internal static class ResultLine
{
    public static void Write(RunConsole console, CrewMember member, SubmissionResult result) =>
        console.Write("result", IsWarning(result) ? Levels.Warning : Levels.Information, Json(member, result), Text(member, result));

    private static bool IsWarning(SubmissionResult result) => result.Status is SubmissionStatus.Missed or SubmissionStatus.Rejected or SubmissionStatus.UsedElsewhere;

    private static string Text(CrewMember member, SubmissionResult result)
    {
        var reason = result.Message is { } why && result.Value?.EndsWith(why, StringComparison.Ordinal) != true ? $"({why})" : null;
        string?[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"topic {result.TopicId}"),
            member.Role == "inferer" ? null : member.Role,
            string.Create(CultureInfo.InvariantCulture, $"nonce {result.Nonce}"),
            result.Status.ToString(),
            result.Value,
            result.Height is { } height ? string.Create(CultureInfo.InvariantCulture, $"height {height}") : null,
            result.Fee is { } fee ? $"fee {fee}" : null,
            result.Timings.OwnLatency is { } latency ? string.Create(CultureInfo.InvariantCulture, $"sent after {latency.TotalMilliseconds:0.0} ms") : null,
            result.TransactionHash,
            reason,
        ];
        return string.Join("  ", parts.Where(static part => !string.IsNullOrEmpty(part)));
    }

    private static JsonObject Json(CrewMember member, SubmissionResult result) => new()
    {
        ["role"] = member.Role,
        ["wallet"] = member.Wallet,
        ["topic"] = result.TopicId,
        ["nonce"] = result.Nonce,
        ["status"] = result.Status.ToString(),
        ["value"] = result.Value,
        ["hash"] = result.TransactionHash,
        ["height"] = result.Height,
        ["fee"] = result.Fee?.ToString(),
        ["reason"] = result.Reason?.ToString(),
        ["message"] = result.Message,
    };
}
