using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Dashboard.Tests.Live;

/// <summary>A host with a worker of topic 67 on a chain of its own, and the console.</summary>
internal sealed class LiveHost : IAsyncDisposable
{
    public static readonly TimeSpan BlockInterval = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private LiveHost(AlloraDevNet chain, WebApplication app, DirectoryInfo folder) =>
        (Chain, _app, _folder, Http) = (chain, app, folder, new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan });

    public AlloraDevNet Chain { get; }

    public HttpClient Http { get; }

    public static async Task<LiveHost> StartAsync(Action<AlloraDashboardOptions>? configure = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var genesis = DevNetGenesis.Default with
        {
            BlockInterval = BlockInterval,
            Topics = [new GenesisTopic { Id = 67, EpochLength = 12, WorkerSubmissionWindow = 6, GroundTruthLag = 12 }],
        };
        var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = genesis }, ct);
        var folder = Directory.CreateTempSubdirectory("allora-console-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddAllora(chain.Network)
            .UseWallet(static _ => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic), options => options.StateFolder = folder.FullName)
            .AddAlloraWorker(67, static (_, _) => ValueTask.FromResult(Prediction.Value(0.5m)), static options => options.PollInterval = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        app.MapAlloraDashboard("/allora", configure);
        await app.StartAsync(ct);
        return new LiveHost(chain, app, folder);
    }

    public async Task<OpenPage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new OpenPage(answer, new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Http.Dispose();
        await Chain.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
