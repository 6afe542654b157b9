using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Funding;

/// <summary>Logs of the funding of wallets: event ids 1800 to 1899.</summary>
internal static partial class FundingLog
{
    [LoggerMessage(1800, LogLevel.Information, "{Amount} from {From} to {To}, transaction {Hash}: {Outcome}")]
    public static partial void Transferred(ILogger logger, string amount, string from, string to, string hash, string outcome);

    [LoggerMessage(1801, LogLevel.Warning, "{Address} is below its floor and was not topped up: {Why}")]
    public static partial void HeldBack(ILogger logger, string address, string why);

    [LoggerMessage(1802, LogLevel.Warning, "A round of funding failed ({Message}); the next one tries again")]
    public static partial void Failed(ILogger logger, string message);
}
