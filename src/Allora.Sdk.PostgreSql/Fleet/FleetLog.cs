using Microsoft.Extensions.Logging;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>Logs of a member of a fleet: event ids 1900 to 1999.</summary>
internal static partial class FleetLog
{
    [LoggerMessage(1900, LogLevel.Information, "Member {Member} of the fleet on {Chain}: {Count} wallets have keys here")]
    public static partial void Joined(ILogger logger, string member, string chain, int count);

    [LoggerMessage(1901, LogLevel.Information, "Claimed {Wallet}, fence {Fence}: {Count} workers")]
    public static partial void Claimed(ILogger logger, string wallet, long fence, int count);

    [LoggerMessage(1902, LogLevel.Information, "Gives back {Wallet}: {Why}")]
    public static partial void GivingBack(ILogger logger, string wallet, string why);

    [LoggerMessage(1903, LogLevel.Information, "{Wallet} is free again")]
    public static partial void GivenBack(ILogger logger, string wallet);

    [LoggerMessage(1904, LogLevel.Warning, "Lost {Wallet}: its lease was not renewed in time, or another process has it. Its workers sign and send nothing any more")]
    public static partial void Lost(ILogger logger, string wallet);

    [LoggerMessage(1905, LogLevel.Error, "The worker of {Wallet} in topic {Topic} failed: {Message}")]
    public static partial void WorkerFailed(ILogger logger, string wallet, ulong topic, string message);

    [LoggerMessage(1906, LogLevel.Warning, "The store of the fleet cannot be used: {Message} Nothing is claimed before it can")]
    public static partial void StoreAway(ILogger logger, string message);

    [LoggerMessage(1907, LogLevel.Information, "The store of the fleet can be used again after {Seconds:F1} s")]
    public static partial void StoreBack(ILogger logger, double seconds);

    [LoggerMessage(1908, LogLevel.Warning, "Another process is the member {Member}: this one claims nothing until that one has ended. Give each process a name of its own")]
    public static partial void NameTaken(ILogger logger, string member);

    [LoggerMessage(1909, LogLevel.Information, "Member {Member} has left the fleet")]
    public static partial void Left(ILogger logger, string member);
}
