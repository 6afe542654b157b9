#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
using System.Diagnostics;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Hosting;
using Allora.Sdk.Hosting.Health;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Tests.Hosting;

public sealed class HostedWorkerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Two_workers_of_one_wallet_answer_two_topics_and_the_checks_are_green()
    {
        var journal = new MemoryJournal();
        await using var scene = await HostScene.CreateAsync(allora => allora
            .UseWallet(_ => HostScene.Account(0).With(journal))
            .AddAlloraWorker<Constant>(67, HostScene.Quick)
            .AddAlloraWorker<Constant>(68, HostScene.Quick));
        await scene.Host.StartAsync(Ct);
        await scene.ReachAsync(WorkerState.Ready);

        var outcomes = await scene.AnswerAsync();

        Assert.Equal([(67UL, SubmissionStatus.Included), (68UL, SubmissionStatus.Included)], outcomes.Select(f => (f.TopicId, f.Status)).OrderBy(f => f.TopicId));
        Assert.Same(scene.Workers[0], scene.Host.Services.GetRequiredKeyedService<AlloraWorkerService>("67"));
        var report = await scene.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct);
        Assert.True(report.Status == HealthStatus.Healthy, string.Join("; ", report.Entries.Select(e => $"{e.Key}: {e.Value.Description}")));
        Assert.True(scene.Workers[0].Runner.GetHealth() is { LastWindowSeen: 6, LastWindowSettled: 6 });
    }

    [Fact(Timeout = 120_000)]
    public async Task A_scoped_provider_lives_for_one_prediction_with_what_it_needs()
    {
        await using var scene = await HostScene.CreateAsync(allora =>
        {
            allora.Services.AddSingleton<Counts>().AddScoped<Scoped>().AddScoped<Needed>();
            allora.UseWallet(_ => HostScene.Account(0).InMemory()).AddAlloraWorker<Scoped>(67, HostScene.Quick);
        });
        await scene.Host.StartAsync(Ct);
        await scene.ReachAsync(WorkerState.Ready);
        var counts = scene.Host.Services.GetRequiredService<Counts>();
        Assert.Equal(0, counts.Made);

        Assert.Equal(SubmissionStatus.Included, Assert.Single(await scene.AnswerAsync()).Status);

        Assert.Equal((1, 1), (counts.Made, counts.Disposed));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_worker_that_fails_stops_the_host_with_an_exit_code_that_is_not_0_and_is_red()
    {
        var before = Environment.ExitCode;
        try
        {
            Environment.ExitCode = 0;
            await using var scene = await HostScene.CreateAsync(allora => allora.UseWallet(_ => HostScene.Account(0).InMemory()).AddAlloraWorker<Constant>(67, HostScene.Quick));
            scene.DevNet.Lies.Add(new Lie { Path = "default_node_info.network", Value = "another-chain" });
            await scene.Host.StartAsync(Ct);
            var worker = Assert.Single(scene.Workers);

            var failure = await Assert.ThrowsAsync<AlloraException>(() => worker.ExecuteTask!);

            Assert.Equal((AlloraErrorReason.WrongChain, 1), (failure.Reason, Environment.ExitCode));
            var health = worker.Runner.GetHealth();
            Assert.Equal((WorkerState.Stopped, false, false), (health.Status.State, health.IsLive, health.IsReady));
            Assert.Contains("another-chain", health.Status.Detail, StringComparison.Ordinal);
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_worker_that_is_stopped_before_it_began_ends_its_results()
    {
        await using var scene = await HostScene.CreateAsync(allora => allora.UseWallet(_ => HostScene.Account(0).InMemory()).AddAlloraWorker<Constant>(67, HostScene.Quick));
        var worker = Assert.Single(scene.Workers);
        await worker.StartAsync(new CancellationToken(canceled: true));
        await worker.StopAsync(Ct);
        Assert.True(worker.ExecuteTask is null or { IsCanceled: true });

        await foreach (var result in worker.Runner.ResultsAsync(Ct))
            Assert.Fail($"a worker that did not run told {result}");

        Assert.Equal(WorkerState.Stopped, worker.Runner.Status.State);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_worker_for_the_same_topic_and_wallet_is_refused()
    {
        var services = new ServiceCollection();
        var builder = services.AddAllora(AlloraNetwork.Local).AddAlloraWorker<Constant>(67);
        Assert.Contains("67", Assert.Throws<ArgumentException>(() => builder.AddAlloraWorker<Constant>(67)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => services.AddAllora(AlloraNetwork.Testnet));

        // Two names of one key are seen only when the wallets are open.
        await using var scene = await HostScene.CreateAsync(allora => allora
            .UseWallet(_ => HostScene.Account(0).InMemory())
            .AddWallet("other", _ => HostScene.Account(0).InMemory())
            .AddAlloraWorker<Constant>(67, HostScene.Quick)
            .AddAlloraWorker<Constant>(67, HostScene.Quick, wallet: "other"));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scene.Host.StartAsync(Ct));
        Assert.Contains("are both workers of topic 67", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Wrong_options_stop_the_start_and_name_the_worker()
    {
        var section = ConfigurationTests.Section(("btc:TopicId", "67"), ("btc:PolInterval", "00:00:10")).GetSection("btc");
        await RefusedAsync("btc:PolInterval is not known", allora => allora.AddAlloraWorker<Constant>(section));
        await RefusedAsync("Worker '68': MaxConcurrentWindows", allora => allora.AddAlloraWorker<Constant>(67).AddAlloraWorker<Constant>(68, o => o.MaxConcurrentWindows = 0));

        static async Task RefusedAsync(string told, Action<AlloraBuilder> add)
        {
            await using var scene = await HostScene.CreateAsync(allora => add(allora.UseWallet(_ => HostScene.Account(0).InMemory())));
            var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => scene.Host.StartAsync(Ct));
            Assert.Contains(refused.Failures, f => f.Contains(told, StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var section = ConfigurationTests.Section(("btc:TopicId", "x"), ("btc:PolInterval", "00:00:10"), ("btc:Wallet", "nobody")).GetSection("btc");
        var services = new ServiceCollection();
        services.AddAllora(ConfigurationTests.Section(("Network", "tesnet")))
            .AddAlloraWorker<Constant>(67, static o => o.MaxConcurrentWindows = 0)
            .AddAlloraWorker<Constant>(68)
            .AddAlloraWorker<Constant>(section);
        await using var provider = services.BuildServiceProvider();
        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>().ToList());
        Assert.Collection(
            refused.Failures,
            static network => Assert.Contains("tesnet", network, StringComparison.Ordinal),
            static first => Assert.StartsWith("Worker '67': MaxConcurrentWindows", first, StringComparison.Ordinal),
            static topic => Assert.StartsWith("btc:TopicId", topic, StringComparison.Ordinal),
            static key => Assert.StartsWith("btc:PolInterval is not known", key, StringComparison.Ordinal),
            static wallet => Assert.Contains("names the wallet 'nobody'", wallet, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task An_unfunded_worker_is_live_and_not_ready()
    {
        await using var scene = await HostScene.CreateAsync(allora => allora
            .UseWallet(_ => AlloraWallet.FromPrivateKeyHex(new string('7', 64)).InMemory())
            .AddAlloraWorker<Constant>(67, HostScene.Quick));
        await scene.Host.StartAsync(Ct);
        await scene.ReachAsync(WorkerState.WaitingForFunds);

        var report = await scene.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct);

        Assert.Equal(HealthStatus.Healthy, report.Entries[AlloraHealthChecks.LiveName].Status);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries[AlloraHealthChecks.ReadyName].Status);
        Assert.Contains("send it some for fees", report.Entries[AlloraHealthChecks.ReadyName].Description, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_drain_ends_within_the_hosts_time_and_leaves_the_rest_to_the_journal()
    {
        var journal = new MemoryJournal();
        await using var scene = await HostScene.CreateAsync(
            allora => allora.UseWallet(_ => HostScene.Account(0).With(journal)).AddAlloraWorker<Constant>(67, o =>
            {
                HostScene.Quick(o);
                o.DrainTimeout = TimeSpan.FromMinutes(10);
            }),
            host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        await scene.Host.StartAsync(Ct);
        await scene.ReachAsync(WorkerState.Ready);
        while (scene.DevNet.Height < 6)
            await scene.DevNet.StepAsync(1, Ct);
        await foreach (var sent in scene.Workers[0].Runner.ResultsAsync(Ct))
        {
            Assert.Equal(SubmissionStatus.Broadcast, sent.Status);
            break;
        }

        // No block comes any more, so the drain could take its ten minutes.
        var clock = Stopwatch.StartNew();
        await scene.Host.StopAsync(CancellationToken.None);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"took {clock.Elapsed}");
        Assert.Equal(WorkerState.Stopped, scene.Workers[0].Runner.Status.State);
        Assert.Null(scene.Workers[0].ExecuteTask?.Exception);
        var kept = journal.RecordsOf(new JournalKey { ChainId = scene.DevNet.ChainId, Wallet = HostScene.Account(0).Address });
        Assert.Contains(kept, r => r.Kind == JournalRecordKind.Prepared);
        Assert.DoesNotContain(kept, r => r.Kind is JournalRecordKind.Resolved or JournalRecordKind.Settled);
    }

    internal sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(1m));
    }

    internal sealed class Counts
    {
        public int Made { get; set; }

        public int Disposed { get; set; }
    }

    internal sealed class Needed(Counts counts) : IDisposable
    {
        public void Use() => counts.Made++;

        public void Dispose() => counts.Disposed++;
    }

    internal sealed class Scoped(Needed needed) : IPredictionProvider
    {
        public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
        {
            await Task.Yield();
            needed.Use();
            return Prediction.Value(1m);
        }
    }
}
