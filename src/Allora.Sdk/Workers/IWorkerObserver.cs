namespace Allora.Sdk;

/// <summary>
/// Is called for everything that workers report; for hosts that write results to a store or a dashboard. Calls come from the workers' own
/// threads, possibly several at a time: they must not block. An exception is logged, and the worker continues.
/// </summary>
public interface IWorkerObserver
{
    /// <summary>Called for each result: <see cref="SubmissionStatus.Broadcast"/> first, then the terminal one.</summary>
    /// <param name="result">The result.</param>
    void OnResult(SubmissionResult result)
    {
    }

    /// <summary>Called for each follow-up of an included submission: active or passive, scored, rewarded.</summary>
    /// <param name="followUp">The follow-up.</param>
    void OnFollowUp(SubmissionFollowUp followUp)
    {
    }

    /// <summary>Called for each change of a worker's state or of its detail.</summary>
    /// <param name="topicId">The worker's topic.</param>
    /// <param name="wallet">The worker's address.</param>
    /// <param name="status">The new state.</param>
    void OnStatusChanged(ulong topicId, string wallet, WorkerStatus status)
    {
    }
}
