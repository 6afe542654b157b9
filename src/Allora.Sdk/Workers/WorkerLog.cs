using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers;

/// <summary>Logs of the worker loop: event ids 1000 to 1099.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1001, LogLevel.Information, "Topic {Topic}: window opened, nonce {Nonce}, until height {End}")]
    public static partial void WindowOpened(ILogger logger, ulong topic, long nonce, long end);

    [LoggerMessage(1002, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: predicted {Value}")]
    public static partial void Predicted(ILogger logger, ulong topic, long nonce, string value);

    [LoggerMessage(1003, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: submitted, hash {Hash}, fee {Fee}")]
    public static partial void Submitted(ILogger logger, ulong topic, long nonce, string hash, string fee);

    [LoggerMessage(1005, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: the provider failed at attempt {Attempt}: {Message}")]
    public static partial void ProviderFailed(ILogger logger, Exception? exception, ulong topic, long nonce, int attempt, string message);

    [LoggerMessage(1034, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: the provider has failed {Count} times in a row since {Since:HH:mm:ss} UTC: {Message}")]
    public static partial void ProviderStillFails(ILogger logger, ulong topic, long nonce, int count, DateTime since, string message);

    [LoggerMessage(1035, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: the provider answers again after {Count} failures")]
    public static partial void ProviderRecovered(ILogger logger, ulong topic, long nonce, int count);

    [LoggerMessage(1036, LogLevel.Debug, "Topic {Topic}, nonce {Nonce}: the provider failed at attempt {Attempt}: {Message}")]
    public static partial void ProviderFailedAgain(ILogger logger, ulong topic, long nonce, int attempt, string message);

    [LoggerMessage(1006, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: {Reason} at {Stage}: {Message}; waiting for the next block")]
    public static partial void WaitingToRetry(ILogger logger, ulong topic, long nonce, AlloraErrorReason reason, SubmissionStage stage, string message);

    [LoggerMessage(1007, LogLevel.Debug, "Topic {Topic}: querying the chain: {Why}")]
    public static partial void Polling(ILogger logger, ulong topic, string why);

    [LoggerMessage(1008, LogLevel.Warning, "Topic {Topic}: no node answered: {Message}")]
    public static partial void PollFailed(ILogger logger, ulong topic, string message);

    [LoggerMessage(1033, LogLevel.Debug, "Topic {Topic}: a query failed: {Message}")]
    public static partial void QueryFailed(ILogger logger, ulong topic, string message);

    [LoggerMessage(1009, LogLevel.Information, "Topic {Topic}: registering {Wallet} as a {Role}")]
    public static partial void Registering(ILogger logger, ulong topic, string wallet, string role);

    [LoggerMessage(1010, LogLevel.Information, "Topic {Topic}: {Wallet} is registered, transaction {Hash}")]
    public static partial void Registered(ILogger logger, ulong topic, string wallet, string hash);

    [LoggerMessage(1011, LogLevel.Warning, "Topic {Topic}: registration failed: {Message}")]
    public static partial void RegistrationFailed(ILogger logger, ulong topic, string message);

    [LoggerMessage(1014, LogLevel.Information, "Topic {Topic}: draining, {Count} windows in flight")]
    public static partial void Draining(ILogger logger, ulong topic, int count);

    [LoggerMessage(1015, LogLevel.Warning, "Topic {Topic}: {Count} windows were still in flight after {Seconds:F0} s; the journal keeps them for the next start")]
    public static partial void DrainTimedOut(ILogger logger, ulong topic, int count, double seconds);

    [LoggerMessage(1016, LogLevel.Error, "Topic {Topic}, nonce {Nonce}: unexpected failure; the nonce will be tried again")]
    public static partial void RunFailed(ILogger logger, Exception exception, ulong topic, long nonce);

    [LoggerMessage(1017, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: transaction {Hash} failed in block {Height} and burned {Fee}: {Message}")]
    public static partial void FailedInBlock(ILogger logger, ulong topic, long nonce, string hash, long height, string fee, string message);

    [LoggerMessage(1019, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: the fallback {Policy} answers with {Value}: {Why}")]
    public static partial void FellBack(ILogger logger, ulong topic, long nonce, FallbackPolicy policy, string value, string why);

    // The level is the finding's.
    [LoggerMessage(EventId = 1020, Message = "Topic {Topic}, nonce {Nonce}: {Guard} guard: {Message}")]
    public static partial void GuardFound(ILogger logger, LogLevel level, ulong topic, long nonce, GuardKind guard, string message);

    [LoggerMessage(1021, LogLevel.Debug, "Topic {Topic}: the network's inferences could not be queried: {Message}")]
    public static partial void ZScoreUnknown(ILogger logger, ulong topic, string message);

    [LoggerMessage(1022, LogLevel.Information, "Topic {Topic}, nonce {Nonce}, {Actor}: {Stage}, score {Score}, reward {Reward}. {Message}")]
    public static partial void FollowedUp(
        ILogger logger, ulong topic, long nonce, SubmissionActor actor, FollowUpStage stage, string? score, string? reward, string? message);

    [LoggerMessage(1023, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: the follow-up of the submission could not be written to the journal: {Message}")]
    public static partial void FollowUpNotKept(ILogger logger, ulong topic, long nonce, string message);

    [LoggerMessage(1024, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: the chain has a part already ({Message}); sending the other part alone: {Rest}")]
    public static partial void GoesOnWithout(ILogger logger, ulong topic, long nonce, string message, string rest);

    [LoggerMessage(1025, LogLevel.Error, "Topic {Topic}: the observer {Observer} threw an exception")]
    public static partial void ObserverFailed(ILogger logger, Exception exception, ulong topic, string observer);

    [LoggerMessage(1026, LogLevel.Warning, "Topic {Topic}: a node reported a window that cannot be: nonce {Nonce}, until height {End}, at height {Height}; it was ignored")]
    public static partial void WindowIgnored(ILogger logger, ulong topic, long nonce, long end, long height);

    [LoggerMessage(1027, LogLevel.Error, "Topic {Topic}: unexpected failure of {Task}; it will be tried again")]
    public static partial void TaskFailed(ILogger logger, Exception exception, ulong topic, string task);

    [LoggerMessage(1028, LogLevel.Warning, "Topic {Topic}: the chain is at height {Height}, below nonce {Nonce} of the journal: the chain was restarted, or a node reported windows that never were. Outcomes above that height are ignored; give a restarted chain another state folder or chain id")]
    public static partial void ChainBelowJournal(ILogger logger, ulong topic, long height, long nonce);

    [LoggerMessage(1030, LogLevel.Information, "Topic {Topic}, nonce {Nonce}: an earlier run signed {Value}, which is sent again")]
    public static partial void SignedBefore(ILogger logger, ulong topic, long nonce, string value);

    [LoggerMessage(1032, LogLevel.Warning, "Topic {Topic}, nonce {Nonce}: an event's score or reward could not be read ({Message}); the chain is queried")]
    public static partial void OutcomeIgnored(ILogger logger, ulong topic, long nonce, string message);

    [LoggerMessage(1031, LogLevel.Error, "Topic {Topic}, nonce {Nonce}: {Why}")]
    public static partial void UsedElsewhere(ILogger logger, ulong topic, long nonce, string why);
}
