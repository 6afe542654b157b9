using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Uses;

/// <summary>Logs about the use of a wallet's key: event ids 1214 to 1217.</summary>
internal static partial class UsesLog
{
    [LoggerMessage(1214, LogLevel.Warning, "{Count} of the sequences {First} to {Last} of {Address} are used, but no transaction with them, signed by its key, was found in the blocks {From} to {To}: if nothing else uses the key, a node's answer was wrong")]
    public static partial void Unexplained(ILogger logger, ulong count, string address, ulong first, ulong last, long from, long to);

    [LoggerMessage(1215, LogLevel.Information, "Transaction {Hash} with sequence {Sequence} of {Address} is not in the journal, which is new: it may be of an earlier run")]
    public static partial void OfEarlierRun(ILogger logger, string hash, ulong sequence, string address);

    [LoggerMessage(1216, LogLevel.Error, "Nothing more is paid by {Address}: {Why}")]
    public static partial void StoppedPaying(ILogger logger, string address, string why);

    [LoggerMessage(1217, LogLevel.Information, "{Address}: transaction {Hash} was not signed here, and is accepted by the options")]
    public static partial void Accepted(ILogger logger, string address, string hash);
}
