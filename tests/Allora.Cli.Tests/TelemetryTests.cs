using System.Net;
using System.Text.RegularExpressions;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests;

/// <summary>allora worker run --metrics: what Prometheus and probes get, and what OTLP sends.</summary>
public sealed partial class TelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_serves_metrics_and_probes_and_pushes_to_a_collector()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        await using var collector = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200));
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "-0.0123"));
        await File.WriteAllTextAsync(home["w.yaml"], $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nkey: bank\nworkers:\n  - {{ topic: 67, endpoint: '{model.Address}', poll_seconds: 1 }}\n", Ct);
        var environment = home.Environment();
        (environment["OTEL_EXPORTER_OTLP_ENDPOINT"], environment["OTEL_EXPORTER_OTLP_PROTOCOL"]) = (collector.Address.ToString(), "http/protobuf");
        await using var run = CliProcess.Start(environment, "worker", "run", "--config", home["w.yaml"], "--metrics", "0");
        var address = Address().Match((await run.ReadUntilAsync("metrics at "))[^1]).Value;
        await run.ReadUntilAsync("ncluded");

        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var metrics = await http.GetStringAsync("/metrics", Ct);
        using var live = await http.GetAsync("/health/live", Ct);
        using var ready = await http.GetAsync("/health/ready", Ct);
        var code = await run.SignalAsync("INT");

        Assert.Contains("allora_worker_submissions", metrics, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Equal(0, code);
        // What was measured is sent at the end at the latest.
        var targets = collector.Received.Select(static request => request.Target).ToHashSet();
        Assert.Contains("/v1/metrics", targets);
        Assert.Contains("/v1/traces", targets);
    }

    [Theory]
    [InlineData("--listen is the address of --metrics", "--listen", "0.0.0.0")]
    [InlineData("must be a port from 0 to 65535", "--metrics", "70000")]
    [InlineData("is not an address of this machine", "--metrics", "0", "--listen", "everywhere")]
    public async Task A_mistake_is_one_sentence(string sentence, params string[] options)
    {
        await using var home = CliHome.Empty();

        var (code, _, error) = await home.RunAsync(["worker", "run", "--config", home["none.yaml"], .. options]);

        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+(?=/metrics)")]
    private static partial Regex Address();
}
