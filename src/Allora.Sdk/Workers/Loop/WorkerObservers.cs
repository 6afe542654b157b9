using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Loop;

/// <summary>The observers of one worker. A failing one costs neither the worker nor the other observers anything.</summary>
internal sealed class WorkerObservers(ulong topicId, string wallet, ILogger logger)
{
    private readonly Lock _lock = new();
    private IWorkerObserver[] _all = [];

    public void Add(IWorkerObserver observer)
    {
        lock (_lock)
            Volatile.Write(ref _all, [.. _all, observer]);
    }

    public void Result(SubmissionResult result) => Each(observer => observer.OnResult(result));

    public void FollowUp(SubmissionFollowUp followUp) => Each(observer => observer.OnFollowUp(followUp));

    public void Status(WorkerStatus status) => Each(observer => observer.OnStatusChanged(topicId, wallet, status));

    private void Each(Action<IWorkerObserver> call)
    {
        foreach (var observer in Volatile.Read(ref _all))
        {
            try
            {
                call(observer);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                WorkerLog.ObserverFailed(logger, exception, topicId, observer.GetType().Name);
            }
        }
    }
}
