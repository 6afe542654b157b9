using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Allora.Sdk.Hosting.Health;

/// <summary>The worst state of all workers, with the detail of each.</summary>
internal sealed class AlloraHealthCheck(IEnumerable<(string Name, WorkerRunner Runner)> workers, bool ready) : IHealthCheck
{
    private const string UpgradeKey = "planned_upgrade";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worst = HealthStatus.Healthy;
        var words = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, runner) in workers)
        {
            var health = runner.GetHealth();
            var status = ready
                ? !health.IsReady ? HealthStatus.Unhealthy
                    : health is { Status.State: WorkerState.Ready or WorkerState.WaitingForOlderNonce, MissedInARow: 0, IsOverdue: false, IsLate: false, PlannedUpgrade: null or { IsKnown: true } } ? HealthStatus.Healthy : HealthStatus.Degraded
                : health.IsLive ? HealthStatus.Healthy : HealthStatus.Unhealthy;
            worst = status < worst ? status : worst;
            data[name] = health.Status.State.ToString();
            if (health.PlannedUpgrade is { } planned)
                data[UpgradeKey] = planned.ToString();
            if (status != HealthStatus.Healthy)
                words.Add($"{name}: {health.Detail}");
        }

        return Task.FromResult(new HealthCheckResult(
            worst == HealthStatus.Unhealthy ? context.Registration.FailureStatus : worst, words.Count == 0 ? null : string.Join(" ", words), data: data));
    }
}
