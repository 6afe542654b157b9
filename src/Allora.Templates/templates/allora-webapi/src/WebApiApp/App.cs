using Allora.Sdk.Diagnostics;
using Allora.Sdk.Hosting.Health;
using Allora.Sdk.Native;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

namespace WebApiApp;

/// <summary>The application: a worker, its console in the browser, probes and metrics.</summary>
internal static class App
{
    public static async Task<WebApplication> CreateAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var section = builder.Configuration.GetSection("Allora");
//-:cnd:noEmit
#if DEBUG
        var allora = section["Network"] is null && section["ChainId"] is null
            ? await OwnChain.AddAsync(builder.Services, section.GetValue<ulong>("Workers:main:TopicId"))
            : builder.Services.AddAllora(section);
#else
        var allora = builder.Services.AddAllora(section);
        await Task.CompletedTask;
#endif
//+:cnd:noEmit
        allora.UseNativeSecp256k1().AddAlloraWorker<Model>(section.GetSection("Workers:main"));
        builder.Services.AddHealthChecks().AddAllora();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(AlloraTelemetry.Name).AddPrometheusExporter());

        var app = builder.Build();
        app.MapHealthChecks("/health/live", Only(AlloraHealthChecks.LiveName));
        app.MapHealthChecks("/health/ready", Only(AlloraHealthChecks.ReadyName));
        app.MapPrometheusScrapingEndpoint("/metrics");
        // From other machines, as behind a container's port, the console asks for the token Dashboard:Token.
        app.MapAlloraDashboard("/allora", options => options.Token = builder.Configuration["Dashboard:Token"]);
        app.MapGet("/", () => Results.Redirect("allora/"));
        return app;
    }

    public static Task<int> RunAsync(WebApplication app) => app.RunAlloraAsync();

    private static HealthCheckOptions Only(string tag) => new() { Predicate = check => check.Tags.Contains(tag) };
}
