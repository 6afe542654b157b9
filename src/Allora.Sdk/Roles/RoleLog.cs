using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Roles;

/// <summary>Logs of the roles: event ids 1400 to 1449.</summary>
internal static partial class RoleLog
{
    [LoggerMessage(1400, LogLevel.Information, "Topic {Topic}: adding {Amount} to the reputer's stake")]
    public static partial void Staking(ILogger logger, ulong topic, string amount);

    [LoggerMessage(1401, LogLevel.Information, "Topic {Topic}: {Amount} staked, transaction {Hash}")]
    public static partial void Staked(ILogger logger, ulong topic, string amount, string hash);

    [LoggerMessage(1402, LogLevel.Warning, "Topic {Topic}: the stake could not be topped up: {Message}")]
    public static partial void StakingFailed(ILogger logger, ulong topic, string message);

    [LoggerMessage(1403, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: the inference is sent without a forecast: {Message}")]
    public static partial void ForecastFailed(ILogger logger, Exception exception, ulong topic, long nonce, string message);

    [LoggerMessage(1404, LogLevel.Warning, "Topic {Topic}: a node reports an own stake of {Own}, although {Today} were added today: nothing more is staked before the next UTC day")]
    public static partial void StakingWithheld(ILogger logger, ulong topic, string own, string today);
}
