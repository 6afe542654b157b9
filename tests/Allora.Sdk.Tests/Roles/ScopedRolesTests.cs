using Allora.Sdk.Encodings;
using Allora.Sdk.Hosting;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Tests.Roles;

/// <summary>Forecasters and reputers that are registered as scoped: made for each answer with what they need, and gone after it.</summary>
public sealed class ScopedRolesTests
{
    private const ulong Topic = RolesScene.Single;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_answer_has_a_scope_of_its_own(bool isFunction)
    {
        await using var scene = await RolesScene.StartAsync();
        var services = new ServiceCollection();
        services.AddSingleton<Witness>().AddScoped<Needed>().AddScoped<Forecaster>().AddScoped<Truth>().AddScoped<Function>().AddTransient<Model>();
        var allora = services.AddAllora(scene.Client)
            .AddWallet("both", _ => Account(RolesScene.Inferers + 1))
            .AddWallet("reputer", _ => Account(RolesScene.Inferers + 2))
            .AddAlloraWorker<Model, Forecaster>(Topic, Quick, "both");
        _ = isFunction
            ? allora.AddAlloraReputerFunction<Function>(Topic, Quick, "reputer")
            : allora.AddAlloraReputer<Truth>(Topic, configure: Quick, wallet: "reputer");
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var witness = provider.GetRequiredService<Witness>();
        var hosted = provider.GetServices<AlloraWorkerService>().ToList();
        foreach (var service in hosted)
            await service.StartAsync(scene.Limit);
        foreach (var service in hosted)
            await scene.ReachAsync(service.Runner, WorkerState.Ready);
        Assert.Equal(0, witness.Made);

        // The first window's truth is due when the second opens.
        await scene.StepToAsync(RolesScene.FirstNonceOf(Topic));
        await scene.PendingAsync(1);
        await scene.StepToAsync(RolesScene.FirstNonceOf(Topic) + RolesScene.Epoch);
        await scene.PendingAsync(2);
        await scene.DevNet.StepAsync(1, scene.Limit);
        foreach (var service in hosted)
            await service.StopAsync(scene.Limit);

        Assert.Equal(3, scene.DevNet.Transactions().Count);
        Assert.All(scene.DevNet.Transactions(), static transaction => Assert.Equal((0u, ""), (transaction.Code, transaction.Codespace)));
        string[] made = [.. witness.By.Distinct().Order()];
        Assert.Equal(new[] { nameof(Forecaster), nameof(Model), isFunction ? nameof(Function) : nameof(Truth) }.Order(), made);
        Assert.True(witness.Made >= 4, $"made {witness.Made}");
        Assert.Equal(witness.Made, witness.Disposed);

        static AlloraWallet Account(int index) => AlloraWallet.FromMnemonic(DevNet.Options.DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index)).InMemory();

        static void Quick(WorkerOptions options)
        {
            options.WarmInterval = TimeSpan.FromMilliseconds(500);
            options.PollInterval = TimeSpan.FromSeconds(1);
        }
    }

    internal sealed class Witness
    {
        private int _made, _disposed;

        public int Made => _made;

        public int Disposed => _disposed;

        public System.Collections.Concurrent.ConcurrentQueue<string> By { get; } = [];

        public void Make() => Interlocked.Increment(ref _made);

        public void Dispose() => Interlocked.Increment(ref _disposed);
    }

    /// <summary>As a database context: it must not be used once its scope has ended.</summary>
    internal sealed class Needed : IDisposable
    {
        private readonly Witness _witness;
        private bool _isDisposed;

        public Needed(Witness witness)
        {
            _witness = witness;
            witness.Make();
        }

        public double Use(string by)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _witness.By.Enqueue(by);
            return 1;
        }

        public void Dispose()
        {
            _isDisposed = true;
            _witness.Dispose();
        }
    }

    internal sealed class Model(Needed needed) : IPredictionProvider
    {
        public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return Prediction.Value(needed.Use(nameof(Model)));
        }
    }

    internal sealed class Forecaster(Needed needed) : IForecastProvider
    {
        public async ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return Forecast.Values(context.Inferers.ToDictionary(static inferer => inferer, _ => needed.Use(nameof(Forecaster))));
        }
    }

    internal sealed class Truth(Needed needed) : IGroundTruth
    {
        public async ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return GroundTruth.Value(needed.Use(nameof(Truth)));
        }
    }

    internal sealed class Function(Needed needed) : IReputerFunction
    {
        // The loss asks what it needs while the values are judged, which is after this method has answered.
        public ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(LossFunction.Of(_ => needed.Use(nameof(Function))));
    }
}
