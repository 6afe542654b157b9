using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Hosting;
using Allora.Sdk.Hosting.Health;
using Allora.Sdk.Native;
using Allora.Sdk.Wallets;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

namespace WebApi;

/// <summary>A minimal API with workers in it. Configured by the section Allora; if it names no network, the workers run on a chain in this process.</summary>
internal static class WebApiApp
{
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var section = builder.Configuration.GetSection("Allora");
        var onDevNet = section["Network"] is null && section["ChainId"] is null;
        var allora = onDevNet ? AddDevNet(builder.Services) : builder.Services.AddAllora(section);
        allora.UseNativeSecp256k1();
        foreach (var worker in section.GetSection("Workers").GetChildren())
            allora.AddAlloraWorker<DriftModel>(worker);

        builder.Services.AddSingleton<WindowLog>();
        builder.Services.AddHostedService<WindowReader>();
        builder.Services.AddHealthChecks().AddAllora();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(AlloraTelemetry.Name).AddPrometheusExporter());

        var app = builder.Build();
        app.MapHealthChecks("/health/live", Only(AlloraHealthChecks.LiveName));
        app.MapHealthChecks("/health/ready", Only(AlloraHealthChecks.ReadyName));
        app.MapPrometheusScrapingEndpoint("/metrics");
        // Other machines, such as the one in front of a container, need the token.
        app.MapAlloraDashboard("/allora", options => options.Token = builder.Configuration["Dashboard:Token"]);
        app.MapGet("/", () => Results.Redirect("allora/"));
        app.MapGet("/api/workers", (IEnumerable<AlloraWorkerService> workers) => workers.Select(WorkerView.Of));
        app.MapGet("/api/windows", (WindowLog windows) => windows.Newest().Select(WindowView.Of));
        app.MapGet("/api/topics/{id}", TopicAsync);
        return app;
    }

    // The client is the one that the workers use.
    private static async Task<IResult> TopicAsync(ulong id, AlloraClient client, CancellationToken cancellationToken)
    {
        try
        {
            var topic = await client.GetTopicAsync(id, cancellationToken).ConfigureAwait(false);
            return Results.Ok(new { topic.Id, topic.Metadata, topic.EpochLength, topic.LossMethod });
        }
        catch (AlloraException exception) when (exception.Reason == AlloraErrorReason.UnknownTopic)
        {
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status404NotFound);
        }
        catch (AlloraException exception)
        {
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static AlloraBuilder AddDevNet(IServiceCollection services)
    {
        // Started here, since the client's network is its addresses; the host disposes it after the workers.
        var genesis = DevNetGenesis.Default with
        {
            BlockInterval = TimeSpan.FromMilliseconds(500),
            Topics = [new GenesisTopic { Id = 67, Metadata = "BTC/USD 7-day log return", EpochLength = 12, WorkerSubmissionWindow = 6, GroundTruthLag = 12 }],
        };
        var chain = AlloraDevNet.StartAsync(new DevNetOptions { Genesis = genesis }).GetAwaiter().GetResult();
        services.AddSingleton(_ => chain);
        return services.AddAllora(chain.Network).UseWallet(provider =>
        {
            _ = provider.GetRequiredService<AlloraDevNet>();
            return AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, curve: provider.GetRequiredService<ISecp256k1>());
        }, options => options.StateFolder = Directory.CreateTempSubdirectory("allora-webapi-").FullName);
    }

    private static HealthCheckOptions Only(string tag) => new() { Predicate = check => check.Tags.Contains(tag) };
}
