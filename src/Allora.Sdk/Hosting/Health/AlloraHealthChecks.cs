using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Allora.Sdk.Hosting.Health;

/// <summary>
/// Health checks over all workers of a host: <c>services.AddHealthChecks().AddAllora()</c>.
/// Asking them asks nothing of the chain.
/// </summary>
public static class AlloraHealthChecks
{
    /// <summary>The name and the tag of <see cref="Live"/>.</summary>
    public const string LiveName = "allora-live";

    /// <summary>The name and the tag of <see cref="Ready"/>.</summary>
    public const string ReadyName = "allora-ready";

    /// <summary>For a liveness probe: unhealthy if a worker's loop does not move, so that a restart helps.</summary>
    public static HealthCheckRegistration Live => Create(LiveName, ready: false);

    /// <summary>
    /// For a readiness probe: unhealthy while a worker is not connected, funded and registered, and if no window was seen or settled for two
    /// expected epochs; degraded while a topic is not active, and while the chain plans an upgrade that this version of the library does not know.
    /// </summary>
    public static HealthCheckRegistration Ready => Create(ReadyName, ready: true);

    internal static HealthCheckRegistration Create(string name, bool ready, Func<IServiceProvider, IEnumerable<(string Name, WorkerRunner Runner)>> workers) =>
        new(name, provider => new AlloraHealthCheck(workers(provider), ready), failureStatus: null, tags: [name]);

    private static HealthCheckRegistration Create(string name, bool ready) =>
        Create(name, ready, static provider => provider.GetServices<AlloraWorkerService>().Select(static worker => (worker.Name, worker.Runner)));
}
