using System.Net;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Hosting.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Allora.Cli.Telemetry;

/// <summary>Serves the metrics of this process for Prometheus, and the health of its workers for probes, for as long as a command runs.</summary>
internal sealed class TelemetryServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TelemetryServer(WebApplication app) => _app = app;

    /// <summary>The address of the metrics.</summary>
    public string Address => _app.Urls.Single() + "/metrics";

    /// <summary>Starts serving if a place is given, and writes the address.</summary>
    public static async Task<TelemetryServer?> StartIfWantedAsync(
        IPEndPoint? place, Func<IReadOnlyDictionary<string, WorkerRunner>> workers, RunConsole console, CancellationToken cancellationToken)
    {
        if (place is null)
            return null;
        var server = await StartAsync(place, workers, cancellationToken);
        console.Write("metrics", Levels.Information, new JsonObject { ["address"] = server.Address }, $"metrics at {server.Address}");
        return server;
    }

    /// <summary>Starts serving.</summary>
    /// <param name="place">The address and port; port 0 takes any free one.</param>
    /// <param name="workers">Returns the workers by name; they may change while it serves.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="UsageException">The port is taken, or the machine does not have the address.</exception>
    private static async Task<TelemetryServer> StartAsync(IPEndPoint place, Func<IReadOnlyDictionary<string, WorkerRunner>> workers, CancellationToken cancellationToken)
    {
        var builder = WebServer.At(place);
        builder.Services.AddHealthChecks().AddAllora(workers);
        builder.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics.AddMeter(AlloraTelemetry.Name).AddPrometheusExporter());
        var app = builder.Build();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapHealthChecks("/health/live", Only(AlloraHealthChecks.LiveName));
        app.MapHealthChecks("/health/ready", Only(AlloraHealthChecks.ReadyName));
        await WebServer.StartAsync(app, $"{place} of --metrics cannot be used: its port is taken, or this machine does not have the address", cancellationToken);
        return new TelemetryServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static HealthCheckOptions Only(string tag) => new() { Predicate = check => check.Tags.Contains(tag) };
}
