namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>Makes a member's workers from their specifications. <see cref="FleetProviders"/> does so by the names of providers.</summary>
public interface IFleetWorkers
{
    /// <summary>Whether this process could run a worker. A wallet is claimed only if all its workers can run. Called often: it must be fast.</summary>
    /// <param name="worker">The specification.</param>
    bool CanRun(FleetWorker worker);

    /// <summary>
    /// Creates the runner of a worker whose wallet was claimed. The member runs it and disposes nothing of it. Leave <see cref="WorkerOptions.SubmittedBy"/> unset: the next
    /// member could not see what this one's sender has pending.
    /// </summary>
    /// <param name="worker">The specification.</param>
    /// <param name="wallet">The wallet.</param>
    WorkerRunner Create(FleetWorker worker, AlloraWallet wallet);

    /// <summary>Called once when a runner has ended: its wallet was given back or lost, its specification changed, or it failed.</summary>
    /// <param name="worker">The specification.</param>
    /// <param name="runner">The runner.</param>
    /// <param name="failure">The failure; null if the member stopped it.</param>
    void Ended(FleetWorker worker, WorkerRunner runner, Exception? failure);
}
