using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Rewards;

/// <summary>The log messages of the staking of rewards: ids 1501 to 1599.</summary>
internal static partial class RewardLog
{
    [LoggerMessage(1501, LogLevel.Information, "Reward of topic {TopicId} nonce {Nonce}: {Status} {Amount} {Hash} {Reason}")]
    public static partial void Settled(ILogger log, StakedRewardStatus status, string amount, ulong topicId, long nonce, string? hash, string? reason);

    [LoggerMessage(1502, LogLevel.Warning, "The staking target could not be checked yet: {Reason}")]
    public static partial void TargetNotChecked(ILogger log, string reason);

    [LoggerMessage(1503, LogLevel.Warning, "Blocks {First} to {Last} were missed and are too many to search for rewards")]
    public static partial void BlocksGivenUp(ILogger log, long first, long last);

    [LoggerMessage(1504, LogLevel.Warning, "Block {Height} was missed and cannot be searched for rewards: {Reason}")]
    public static partial void BlockNotRead(ILogger log, long height, string reason);

    [LoggerMessage(1505, LogLevel.Warning, "Topic {TopicId} nonce {Nonce}: an event of block {Height} claims a reward of {Amount}, but the chain has not paid it: nothing is staked")]
    public static partial void NotOnChain(ILogger log, ulong topicId, long nonce, long height, string amount);

    [LoggerMessage(1506, LogLevel.Warning, "Topic {TopicId} nonce {Nonce}: the reward is not staked yet: {Reason}")]
    public static partial void NotStakedYet(ILogger log, ulong topicId, long nonce, string reason);
}
