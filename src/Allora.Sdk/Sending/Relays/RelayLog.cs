using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Relays;

/// <summary>Logs of relayed payloads: event ids 1600 to 1699.</summary>
internal static partial class RelayLog
{
    [LoggerMessage(1600, LogLevel.Information, "Transaction {Hash} of {Sender} has the payloads of {Count} workers (fee {Fee})")]
    public static partial void Sent(ILogger logger, string hash, string sender, int count, string fee);

    [LoggerMessage(1601, LogLevel.Warning, "A transaction of {Sender} with {Count} payloads was refused ({Reason}: {Message}); its payloads are checked one by one")]
    public static partial void CheckingEach(ILogger logger, string sender, int count, AlloraErrorReason reason, string message);

    [LoggerMessage(1602, LogLevel.Warning, "The sender {Sender} cannot send ({Reason}: {Message})")]
    public static partial void CannotSend(ILogger logger, string sender, AlloraErrorReason reason, string message);

    [LoggerMessage(1603, LogLevel.Error, "Relaying payloads failed; the next ones are sent all the same")]
    public static partial void Failed(ILogger logger, Exception exception);
}
