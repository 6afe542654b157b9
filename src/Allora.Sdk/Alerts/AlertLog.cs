using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Alerts;

/// <summary>Logs of alerts: event ids 2000 to 2099. Of the webhook's address only the host is shown.</summary>
internal static partial class AlertLog
{
    [LoggerMessage(2000, LogLevel.Warning, "Alerts cannot be sent to {Host}: {Cause}; they are tried again until they can, and further failures are counted")]
    public static partial void Failed(ILogger logger, string host, string cause);

    [LoggerMessage(2001, LogLevel.Information, "Alerts are accepted by {Host} again, after {Count} failed requests")]
    public static partial void Accepts(ILogger logger, string host, int count);

    [LoggerMessage(2002, LogLevel.Error, "Alerts could not be evaluated; this is tried again")]
    public static partial void EvaluationFailed(ILogger logger, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning, "Too many alerts wait to be sent: {Dropped} were dropped so far")]
    public static partial void Dropped(ILogger logger, long dropped);
}
