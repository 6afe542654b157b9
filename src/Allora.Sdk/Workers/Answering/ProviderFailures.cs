using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Answering;

/// <summary>
/// The log of a provider's failures. The first of a series is logged, with its stack trace unless one of the same type was logged within the hour;
/// the others are counted, with a line each minute.
/// </summary>
internal sealed class ProviderFailures(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TraceInterval = TimeSpan.FromHours(1);

    // A provider that throws ever new types must not fill the memory.
    private const int MostTypes = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<Type, DateTimeOffset> _traced = [];
    private int _count;
    private DateTimeOffset _since;
    private DateTimeOffset _loggedAt;

    public void Failed(PredictionContext context, int attempt, Exception exception)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var isNewType = IsTraceDue(exception, now);
            if (++_count == 1)
                _since = now;
            if (_count == 1 || isNewType)
            {
                _loggedAt = now;
                WorkerLog.ProviderFailed(logger, isNewType ? exception : null, context.TopicId, context.Nonce, attempt, exception.Message);
            }
            else if (now - _loggedAt >= ReminderInterval)
            {
                _loggedAt = now;
                WorkerLog.ProviderStillFails(logger, context.TopicId, context.Nonce, _count, _since.UtcDateTime, exception.Message);
            }
            else
            {
                WorkerLog.ProviderFailedAgain(logger, context.TopicId, context.Nonce, attempt, exception.Message);
            }
        }
    }

    public void Answered(PredictionContext context)
    {
        lock (_lock)
        {
            if (_count == 0)
                return;
            WorkerLog.ProviderRecovered(logger, context.TopicId, context.Nonce, _count);
            _count = 0;
        }
    }

    private bool IsTraceDue(Exception exception, DateTimeOffset now)
    {
        if (_traced.TryGetValue(exception.GetType(), out var at) && now - at < TraceInterval)
            return false;
        if (_traced.Count < MostTypes)
            _traced[exception.GetType()] = now;
        return true;
    }
}
