using Allora.Sdk.Dashboard;
using Allora.Sdk.Dashboard.Endpoints;
using Allora.Sdk.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves the console.</summary>
public static class AlloraDashboardExtensions
{
    /// <summary>The path of the console if none is given.</summary>
    public const string DefaultPath = "/allora";

    /// <summary>
    /// Serves a console of all workers of this host. It answers this machine alone; for others set <see cref="AlloraDashboardOptions.Token"/>, or call
    /// <c>RequireAuthorization</c> on the result, which replaces the console's own rules.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="pattern">The path. Default: <see cref="DefaultPath"/>.</param>
    /// <param name="configure">Changes the options.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IEndpointConventionBuilder MapAlloraDashboard(
        this IEndpointRouteBuilder endpoints, string pattern = DefaultPath, Action<AlloraDashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new AlloraDashboardOptions();
        configure?.Invoke(options);
        var services = endpoints.ServiceProvider;
        var dashboard = new AlloraDashboard(options, services.GetService<TimeProvider>());
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        // Workers exist from the host's start on: made earlier, a wrong configuration would fail here and not there.
        lifetime.ApplicationStarted.Register(() => AddWorkers(dashboard, services));
        lifetime.ApplicationStopping.Register(() => dashboard.ClosePagesAsync().GetAwaiter().GetResult());
        lifetime.ApplicationStopped.Register(() => dashboard.DisposeAsync().AsTask().GetAwaiter().GetResult());
        return MapAlloraDashboard(endpoints, pattern, dashboard);
    }

    /// <summary>Serves a console of chosen workers, for programs that run them without a host.</summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="pattern">The path, or "/" for the root.</param>
    /// <param name="dashboard">The console; the caller disposes it, before the server stops: open pages would hold up the stop.</param>
    public static IEndpointConventionBuilder MapAlloraDashboard(this IEndpointRouteBuilder endpoints, string pattern, AlloraDashboard dashboard)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(dashboard);
        var group = endpoints.MapGroup(pattern);
        DashboardEndpoints.Map(group, dashboard);
        return group;
    }

    private static void AddWorkers(AlloraDashboard dashboard, IServiceProvider services)
    {
        foreach (var worker in services.GetServices<AlloraWorkerService>())
            dashboard.Add(worker.Name, worker.Runner);
    }
}
