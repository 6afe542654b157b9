using System.Collections.Concurrent;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings;
using Allora.Sdk.Hosting;
using Allora.Sdk.Roles;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Hosting;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Tests.Roles;

/// <summary>A delegate, a factory and a section of the configuration for every role.</summary>
public sealed class DelegateRolesTests
{
    [Fact]
    public async Task A_delegate_of_every_role_is_called_with_its_window()
    {
        await using var scene = await RolesScene.StartAsync();
        var called = new ConcurrentDictionary<string, WindowContext>();
        var services = new ServiceCollection();
        var builder = services.AddAllora(scene.Client);
        for (var index = 0; index < scene.Wallets.Length; index++)
        {
            var path = HdPath.ForIndex(index);
            builder.AddWallet($"{index}", _ => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: path), InMemory);
        }

        builder
            .AddAlloraWorker(RolesScene.Single, (context, _) => Seen<Prediction>("inferer", context, 0.5f), Configure, wallet: "0")
            .AddAlloraForecaster(RolesScene.Single, (context, _) => Seen("forecaster", context, Forecasts(context)), Configure, wallet: "3")
            .AddAlloraReputer(RolesScene.Single, (context, _) => Seen<GroundTruth>("truth", context, 0.5), ReputerLoss.Of("mse"), Configure, wallet: "5")
            .AddAlloraWorker(
                RolesScene.Multi,
                (context, _) => Seen("combined inferer", context, Prediction.Labels(new Dictionary<string, float> { ["up"] = 0.5f, ["down"] = 0.25f, ["flat"] = 0.25f })),
                (context, _) => Seen("combined forecaster", context, Forecasts(context)),
                Configure,
                wallet: "4")
            .AddAlloraReputerFunction(RolesScene.Multi, (context, _) => Seen("function", context, LossFunction.Of(_ => 1)), Configure, wallet: "5");
        await using var provider = services.BuildServiceProvider();
        var workers = provider.GetServices<AlloraWorkerService>().ToList();

        await Task.WhenAll(workers.Select(worker => worker.StartAsync(scene.Limit)));
        while (called.Count < 6)
        {
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(60), scene.Limit);
        }

        await Task.WhenAll(workers.Select(worker => worker.StopAsync(scene.Limit)));
        Assert.Equal(5, workers.Count);
        Assert.All(called, call => Assert.Equal(call.Key is "inferer" or "forecaster" or "truth" ? RolesScene.Single : RolesScene.Multi, call.Value.TopicId));
        Assert.All(called.Values, context => Assert.Same(scene.Client, context.Client));

        ValueTask<T> Seen<T>(string role, WindowContext context, T answer)
        {
            called.TryAdd(role, context);
            return new(answer);
        }
    }

    [Fact]
    public async Task A_section_describes_a_worker_of_every_role_and_a_factory_makes_its_model()
    {
        var section = ConfigurationTests.Section(
            ("a:TopicId", "1"), ("b:TopicId", "2"), ("c:TopicId", "3"), ("d:TopicId", "4"), ("e:TopicId", "5"), ("d:MinimumStake", "5uallo"), ("e:Wallet", "other"));
        var made = new List<Tracked>();
        var services = new ServiceCollection().AddLogging();
        services.AddAllora(AlloraNetwork.Local)
            .UseWallet(_ => HostScene.Account(0), InMemory)
            .AddWallet("other", _ => HostScene.Account(1), InMemory)
            .AddAlloraWorker(section.GetSection("a"), Make, Configure)
            .AddAlloraForecaster(section.GetSection("b"), Make, Configure)
            .AddAlloraWorker(section.GetSection("c"), Make, Make, Configure)
            .AddAlloraReputer(section.GetSection("d"), Make, configure: Configure)
            .AddAlloraReputerFunction(section.GetSection("e"), Make, Configure);
        var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<WorkerOptions>>();
        Assert.Empty(made);

        var workers = provider.GetServices<AlloraWorkerService>().ToList();

        Assert.Equal(["a", "b", "c", "d", "e"], workers.Select(worker => worker.Name));
        Assert.Equal([1UL, 2, 3, 4, 5], workers.Select(worker => options.Get(worker.Name).TopicId));
        Assert.Equal("5uallo", options.Get("d").MinimumStake.ToString());
        Assert.NotEqual(workers[0].Wallet, workers[4].Wallet);
        Assert.Equal(6, made.Count);
        await provider.DisposeAsync();
        Assert.All(made, one => Assert.True(one.IsDisposed));

        Tracked Make(IServiceProvider provider)
        {
            made.Add(new Tracked());
            return made[^1];
        }
    }

    private static Forecast Forecasts(ForecastContext context) => Forecast.Values(context.Inferers.ToDictionary(inferer => inferer, _ => 0.5));

    private static void InMemory(WalletOptions options) => options.Journal = new MemoryJournal();

    private static void Configure(WorkerOptions options)
    {
        options.WarmInterval = TimeSpan.FromMilliseconds(500);
        options.DrainTimeout = TimeSpan.FromMilliseconds(200);
    }

    private sealed class Tracked : IPredictionProvider, IForecastProvider, IGroundTruth, IReputerFunction, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;

        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => new(1);

        public ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken) => new(Forecasts(context));

        public ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken) => new(1.0);

        public ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken) => new(LossFunction.Skip("a test"));
    }
}
