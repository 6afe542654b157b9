using Allora.Sdk.Hosting;
using Allora.Sdk.Roles;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.Tests.Roles;

/// <summary>Roles in a generic host: each is a hosted service of its own, however many there are.</summary>
public sealed class HostedRolesTests
{
    [Fact]
    public async Task Every_role_that_is_added_runs_with_the_host()
    {
        await using var scene = await RolesScene.StartAsync();
        var services = new ServiceCollection();
        services.AddSingleton(FunctionForecaster.ForEach());
        services.AddSingleton(new FunctionProvider(_ => Prediction.Value(1m)));
        services.AddSingleton(new FunctionTruth(_ => GroundTruth.Value(1)));
        services.AddSingleton(new FunctionReputer(_ => LossFunction.Of(_ => 1)));
        services.AddAllora(scene.Client)
            .UseWallet(_ => AlloraWallet.FromMnemonic(DevNet.Options.DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(RolesScene.Inferers + 2)), options => options.Journal = new MemoryJournal())
            .AddAlloraForecaster<FunctionForecaster>(RolesScene.Single, Configure)
            .AddAlloraWorker<FunctionProvider, FunctionForecaster>(RolesScene.Multi, Configure)
            .AddAlloraReputer<FunctionTruth>(RolesScene.Single, configure: Configure)
            .AddAlloraReputerFunction<FunctionReputer>(RolesScene.Multi, Configure);
        await using var provider = services.BuildServiceProvider();
        var hosted = provider.GetServices<IHostedService>().OfType<AlloraWorkerService>().ToList();
        Assert.Equal(4, hosted.Distinct().Count());
        Assert.Equal(hosted, provider.GetServices<AlloraWorkerService>());

        foreach (var service in hosted)
            await service.StartAsync(scene.Limit);
        // Reputers are registered and staked; the worker and the forecaster register themselves.
        await scene.ReachAsync(hosted[2].Runner, WorkerState.Ready);
        await scene.ReachAsync(hosted[3].Runner, WorkerState.Ready);
        while (hosted.Take(2).Any(service => service.Runner.Status.State != WorkerState.Ready))
        {
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(40), scene.Limit);
        }

        foreach (var service in hosted)
            await service.StopAsync(scene.Limit);
        Assert.All(hosted, service => Assert.Equal(WorkerState.Stopped, service.Runner.Status.State));

        void Configure(WorkerOptions options)
        {
            options.WarmInterval = TimeSpan.FromMilliseconds(500);
            options.DrainTimeout = TimeSpan.FromMilliseconds(200);
        }
    }

    [Fact]
    public void A_wrong_option_is_told_when_the_role_is_added() => Assert.Contains(
        "TopicId is not set",
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAllora(AlloraNetwork.Local).AddAlloraForecaster<FunctionForecaster>(0)).Message);
}
