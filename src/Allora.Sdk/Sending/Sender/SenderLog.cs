using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Logs of the sender: event ids 1200 to 1299.</summary>
internal static partial class SenderLog
{
    [LoggerMessage(1200, LogLevel.Information, "{Purpose}: attempt {Attempt} was refused ({Reason}: {Message}); trying again")]
    public static partial void TryingAgain(ILogger logger, string purpose, int attempt, AlloraErrorReason reason, string message);

    [LoggerMessage(1201, LogLevel.Warning, "Transaction {Hash} was sent, but the answer was lost ({Message}); its hash will tell")]
    public static partial void UnclearBroadcast(ILogger logger, string hash, string message);

    [LoggerMessage(1202, LogLevel.Information, "Transaction {Hash} could not be sent again ({Message}); the next block tries")]
    public static partial void ResendFailed(ILogger logger, string hash, string message);

    [LoggerMessage(1203, LogLevel.Warning, "Transaction {Hash}, sent again, was refused: {Message}")]
    public static partial void ResendRefused(ILogger logger, string hash, string message);

    [LoggerMessage(1204, LogLevel.Warning, "The node expects sequence {Expected} of {Address}: {Count} pending transactions are sent again")]
    public static partial void Reconciling(ILogger logger, string address, ulong expected, int count);

    [LoggerMessage(1205, LogLevel.Information, "Transaction {Hash} is out of reach: {Why}")]
    public static partial void OutOfReach(ILogger logger, string hash, string why);

    [LoggerMessage(1206, LogLevel.Information, "Transaction {Hash} of an earlier run is pending (sequence {Sequence}, until height {Timeout}); it is followed up")]
    public static partial void Resumed(ILogger logger, string hash, ulong sequence, ulong timeout);

    [LoggerMessage(1207, LogLevel.Warning, "Gap at sequence {Sequence} of {Address}: filled with a transfer of 1 uallo to itself, {Hash}")]
    public static partial void GapFilled(ILogger logger, ulong sequence, string address, string hash);

    [LoggerMessage(1208, LogLevel.Warning, "Gap at sequence {Sequence} of {Address} could not be filled yet: {Message}")]
    public static partial void GapNotFilled(ILogger logger, ulong sequence, string address, string message);

    [LoggerMessage(1209, LogLevel.Error, "Looking after the sequences of {Address} failed; the next block tries again")]
    public static partial void KeeperFailed(ILogger logger, Exception exception, string address);

    [LoggerMessage(1210, LogLevel.Information, "Transaction {Hash} is in no block, and sent again it met {Why}: {Purpose} is signed anew with the same sequence {Sequence}, so that only one of them can be included")]
    public static partial void Replacing(ILogger logger, string hash, string why, string purpose, ulong sequence);

    [LoggerMessage(1211, LogLevel.Warning, "The chain's account {Address} stands at sequence {Sequence} (height {Height}), not at {Believed} as was believed: what nothing holds is used again")]
    public static partial void Rewound(ILogger logger, string address, ulong believed, ulong sequence, long height);

    [LoggerMessage(1018, LogLevel.Debug, "Keeping warm failed: {Message}")]
    public static partial void WarmFailed(ILogger logger, string message);
}
