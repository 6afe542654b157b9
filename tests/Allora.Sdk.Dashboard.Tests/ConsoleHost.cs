using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Dashboard.Tests;

/// <summary>A console without a chain, on loopback. Its workers are not started: tests report for them.</summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AlloraClient _client = new(AlloraNetwork.Local);
    private readonly List<AlloraWallet> _wallets = [];

    private ConsoleHost(WebApplication app, AlloraDashboard dashboard) => (_app, Dashboard) = (app, dashboard);

    public AlloraDashboard Dashboard { get; }

    public HttpClient Http { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="options">The console's options.</param>
    /// <param name="remote">The address from which requests seem to come; loopback if null.</param>
    /// <param name="path">The console's path.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="before">Runs before the console's endpoints.</param>
    /// <param name="map">Changes the console's endpoints.</param>
    public static async Task<ConsoleHost> StartAsync(
        AlloraDashboardOptions? options = null, IPAddress? remote = null, string path = "/allora", Action<IServiceCollection>? services = null, Action<WebApplication>? before = null,
        Action<IEndpointConventionBuilder>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        if (remote is not null)
            app.Use((context, next) => From(remote, context, next));
        before?.Invoke(app);
        var dashboard = new AlloraDashboard(options ?? new AlloraDashboardOptions { ReadNetworkValues = false });
        var endpoints = app.MapAlloraDashboard(path, dashboard);
        map?.Invoke(endpoints);
        await app.StartAsync(Ct);
        return new ConsoleHost(app, dashboard) { Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) } };
    }

    public WorkerRunner Add(string name, ulong topic = 67)
    {
        var wallet = AlloraWallet.Create(12).Wallet;
        _wallets.Add(wallet);
        var runner = new WorkerRunner(_client, wallet, new Constant(), new WorkerOptions { TopicId = topic });
        Dashboard.Add(name, runner);
        return runner;
    }

    /// <summary>Reports a result as a worker does.</summary>
    public void Report(string name, SubmissionResult result) => Dashboard.Find(name)!.OnResult(result);

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Dashboard.DisposeAsync();
        await _app.DisposeAsync();
        foreach (var worker in Dashboard.Workers)
            await worker.Runner.DisposeAsync();
        await _client.DisposeAsync();
        _wallets.ForEach(static wallet => wallet.Dispose());
    }

    private static Task From(IPAddress remote, HttpContext context, RequestDelegate next)
    {
        context.Connection.RemoteIpAddress = remote;
        return next(context);
    }

    private sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.5m));
    }
}
