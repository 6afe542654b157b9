using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Logs of the sender: event ids 1200 to 1299.</summary>
internal static partial class SenderLog
{
    [LoggerMessage(1200, LogLevel.Information, "{Purpose}: attempt {Attempt} was refused ({Reason}: {Message}); trying again")]
    public static partial void TryingAgain(ILogger logger, string purpose, int attempt, AlloraErrorReason reason, string message);

    [LoggerMessage(1201, LogLevel.Warning, "Transaction {Hash} was sent, but the answer was lost ({Message}); its outcome will be looked up by hash")]
    public static partial void UnclearBroadcast(ILogger logger, string hash, string message);

    [LoggerMessage(1202, LogLevel.Information, "Transaction {Hash} could not be sent again ({Message}); will retry at the next block")]
    public static partial void ResendFailed(ILogger logger, string hash, string message);

    [LoggerMessage(1203, LogLevel.Warning, "Transaction {Hash}, sent again, was refused: {Message}")]
    public static partial void ResendRefused(ILogger logger, string hash, string message);

    [LoggerMessage(1204, LogLevel.Warning, "The node expects sequence {Expected} of {Address}: sending {Count} pending transactions again")]
    public static partial void Reconciling(ILogger logger, string address, ulong expected, int count);

    [LoggerMessage(1205, LogLevel.Information, "Transaction {Hash} has expired: {Why}")]
    public static partial void Expired(ILogger logger, string hash, string why);

    [LoggerMessage(1206, LogLevel.Information, "Transaction {Hash} of an earlier run is pending (sequence {Sequence}, until height {Timeout}); following it")]
    public static partial void Resumed(ILogger logger, string hash, ulong sequence, ulong timeout);

    [LoggerMessage(1207, LogLevel.Warning, "Gap at sequence {Sequence} of {Address}: filled with a transfer of 1 uallo to itself, {Hash}")]
    public static partial void GapFilled(ILogger logger, ulong sequence, string address, string hash);

    [LoggerMessage(1208, LogLevel.Warning, "Gap at sequence {Sequence} of {Address} could not be filled yet: {Message}")]
    public static partial void GapNotFilled(ILogger logger, ulong sequence, string address, string message);

    [LoggerMessage(1209, LogLevel.Error, "Maintaining the sequences of {Address} failed; will retry at the next block")]
    public static partial void KeeperFailed(ILogger logger, Exception exception, string address);

    [LoggerMessage(1210, LogLevel.Information, "Transaction {Hash} is in no block, and a node now refuses it ({Why}): signing {Purpose} again with the same sequence {Sequence}, so that only one of them can be included")]
    public static partial void Replacing(ILogger logger, string hash, string why, string purpose, ulong sequence);

    [LoggerMessage(1211, LogLevel.Warning, "The chain's account {Address} is at sequence {Sequence} (height {Height}), not {Believed} as assumed; unused sequences will be reused")]
    public static partial void Rewound(ILogger logger, string address, ulong believed, ulong sequence, long height);

    [LoggerMessage(1212, LogLevel.Warning, "A node names sequence {Sequence} for {Address}, far above {Next}: it is not used")]
    public static partial void SequenceTooFar(ILogger logger, string address, ulong sequence, ulong next);

    [LoggerMessage(1213, LogLevel.Warning, "A node reports transaction {Hash} in block {Height}, but the account {Address} is at sequence {Sequence}: this is not counted as included")]
    public static partial void InclusionDenied(ILogger logger, string hash, long height, string address, ulong sequence);

    [LoggerMessage(1218, LogLevel.Warning, "The store of the journal of {Address} is on another server than before and may lack the newest records: nothing is signed for {Blocks} blocks, until the chain shows what was sent")]
    public static partial void MayLackRecords(ILogger logger, string address, int blocks);

    [LoggerMessage(1018, LogLevel.Debug, "Background refresh failed: {Message}")]
    public static partial void WarmFailed(ILogger logger, string message);
}
