using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Diagnostics;
using Allora.TestData;
using Allora.TestData.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebApi.Tests;

/// <summary>A host whose configuration has a secret in every place: no page, metric, log line, file or message has one in any form.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SecretsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Password = "n0dePassw0rt4242";
    private const string NodeKey = "n0deKey7d4f1c2b9a83";
    private const string Header = "h3aderKey99aa77cc55";
    private static readonly string[] Secrets = [DevNetGenesis.TestMnemonic, Password, NodeKey, Header];
    private static readonly string[] Pages = ["/", "/api/workers", "/api/windows", "/api/topics/67", "/api/topics/4711", "/health/live", "/health/ready", "/metrics"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-secrets-");
    private readonly LineProvider _lines = new();
    private AlloraDevNet? _devnet;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(_folder.FullName, "worker.key");

    public async ValueTask InitializeAsync()
    {
        _devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = TimeSpan.FromMilliseconds(300),
                Topics = [new GenesisTopic { Id = 67, Metadata = "BTC/USD", EpochLength = 12, WorkerSubmissionWindow = 8, GroundTruthLag = 12 }],
            },
        }, Ct);
        await File.WriteAllTextAsync(KeyFile, DevNetGenesis.TestMnemonic, Ct);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public async ValueTask DisposeAsync()
    {
        await _devnet!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pages_metrics_logs_and_files_show_none()
    {
        var search = await RunAsync(static _ => { });
        output.WriteLine(search.Summary);
        Assert.Empty(search.Found());
    }

    [Fact]
    public async Task The_search_is_red_for_a_leak_planted_in_each_sink()
    {
        var search = await RunAsync(app =>
        {
            using var meter = new Meter(AlloraTelemetry.Name);
            meter.CreateCounter<long>("allora.planted").Add(1, new KeyValuePair<string, object?>("key", Header));
            app.Services.GetRequiredService<ILogger<SecretsTests>>().LogWarning("connecting with {Key}", NodeKey);
            File.WriteAllText(Path.Combine(_folder.FullName, "state", "dump.bin"), Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Password)));
            app.Services.GetRequiredService<WindowLog>().Add(new SubmissionResult { TopicId = 67, Wallet = "allo1", Nonce = 1, Status = SubmissionStatus.Missed, Message = $"the node refused {Password}" });
        });
        var found = search.Found();
        output.WriteLine(string.Join('\n', found));
        foreach (var sink in (string[])["metrics", "log lines", "files", "pages", "messages"])
            Assert.Contains(found, one => one.StartsWith(sink, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Network")]
    [InlineData("ChainId")]
    [InlineData("Endpoints:0:Address")]
    [InlineData("Endpoints:0:Proxy")]
    [InlineData("EventEndpoints:0")]
    [InlineData("KeyFile")]
    [InlineData("Wallet:DailyBudget")]
    [InlineData("Wallet:FeeGranter")]
    [InlineData("Client:RequestTimeout")]
    [InlineData("Workers:btc:TopicId")]
    [InlineData("Workers:btc:PollInterval")]
    [InlineData("Workers:btc:DryRun")]
    [InlineData("Workers:btc:Fees:Tier")]
    [InlineData("Workers:btc:Fees:MaximumFee")]
    [InlineData("Workers:btc:Wallet")]
    [InlineData("Workers:btc:AutoStake:Reputer")]
    public async Task A_secret_in_a_wrong_place_fails_the_start_and_is_not_repeated(string key)
    {
        var search = new SecretSearch(Secrets);
        foreach (var secret in (string[])[DevNetGenesis.TestMnemonic, NodeKey, $"http://user:{Password}@host:x/{NodeKey}"])
        {
            // There it is a name as any other.
            if (secret == NodeKey && key is ("ChainId" or "KeyFile"))
                continue;
            var failure = await Record.ExceptionAsync(async () =>
            {
                await using var app = Create([.. Settings().Where(one => one.Split('=')[0] != $"--Allora:{key}"), $"--Allora:{key}={secret}"]);
                await app.StartAsync(Ct);
                await app.StopAsync(Ct);
            });
            Assert.NotNull(failure);
            search.Add("messages", $"{key}: {secret[..4]}...", failure.ToString()).Add("log lines", key, string.Join('\n', _lines.Lines));
        }

        output.WriteLine($"{key}: {search.Summary}");
        Assert.Empty(search.Found());
    }

    // Runs until a window was included, and collects everything that it showed.
    private async Task<SecretSearch> RunAsync(Action<WebApplication> plant)
    {
        var search = new SecretSearch(Secrets);
        await using var app = Create(Settings());
        await app.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await UntilIncludedAsync(http);
        plant(app);
        foreach (var page in Pages)
        {
            using var answer = await http.GetAsync(page, Ct);
            search.Add(page == "/metrics" ? "metrics" : "pages", page, await answer.Content.ReadAsStringAsync(Ct)).Add("pages", $"headers of {page}", answer.Headers.ToString());
        }

        foreach (var result in app.Services.GetRequiredService<WindowLog>().Newest())
            search.Add("messages", $"nonce {result.Nonce}", result.ToString());
        await app.StopAsync(Ct);
        return search.Add("log lines", "all", string.Join('\n', _lines.Lines)).AddFiles(_folder.FullName, file => file == KeyFile);
    }

    private string[] Settings() =>
    [
        "--Allora:ChainId=localnet", $"--Allora:KeyFile={KeyFile}", $"--Allora:Wallet:StateFolder={Path.Combine(_folder.FullName, "state")}",
        $"--Allora:Endpoints:0:Address=http://user:{Password}@{_devnet!.Grpc.Authority}/{NodeKey}?key={NodeKey}", $"--Allora:Endpoints:0:Headers:x-api-key={Header}",
        // Refuses every connection, so that failures are reported too.
        $"--Allora:Endpoints:1:Address=rest+http://user:{Password}@127.0.0.1:1/{NodeKey}?key={NodeKey}",
        $"--Allora:EventEndpoints:0:Address=http://user:{Password}@{_devnet.Rpc.Authority}/?key={NodeKey}", $"--Allora:EventEndpoints:0:Headers:x-api-key={Header}",
        "--Allora:Workers:btc:TopicId=67", "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft=Debug",
    ];

    private WebApplication Create(string[] settings)
    {
        var app = WebApiApp.Create(["--urls", "http://127.0.0.1:0", "--contentRoot", Path.Combine(Data.RepoRoot, "samples", "WebApi"), .. settings]);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_lines);
        return app;
    }

    private static async Task UntilIncludedAsync(HttpClient http)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!(await http.GetStringAsync("/api/windows", limit.Token)).Contains("Included", StringComparison.Ordinal))
            await Task.Delay(100, limit.Token);
    }

    /// <summary>Keeps every log line of the host, with its exception.</summary>
    private sealed class LineProvider : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(static one => one.Value)) : "")}");

        public void Dispose()
        {
        }
    }
}
