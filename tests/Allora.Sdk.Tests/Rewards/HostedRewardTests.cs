using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Rewards;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Rewards;

/// <summary>A host that works, judges and stakes what it earns, over real state folders.</summary>
public sealed class HostedRewardTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("rewards-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Delete(recursive: true);

    [Fact(Timeout = 240_000)]
    public async Task Each_settlement_is_staked_upon_the_reputer_once_across_restarts_of_the_host()
    {
        await using var scene = await RewardScene.StartAsync();
        await RunAsync(scene, target => target.Reputer = scene.Reputer.Address, async () => (await AllStakedAsync()) >= 1);
        var first = scene.Stakes.Count;
        // A host without the staking earns on: the next one with it catches up.
        var settled = (await scene.SettlementsAsync()).Count;
        await RunAsync(scene, null, async () => (await scene.SettlementsAsync()).Count > settled);
        await RunAsync(scene, target => target.Reputer = scene.Reputer.Address, async () => (await AllStakedAsync()) > first + 1);

        Assert.Equal((await scene.PaidAsync()).Order(), scene.Stakes.Order());
        Assert.Equal(Sum(await scene.PaidAsync()), await scene.DelegatedAsync());

        // How many settlements there are, once all of them are staked; 0 before.
        async Task<int> AllStakedAsync() => await scene.DelegatedAsync() == Sum(await scene.PaidAsync()) ? scene.Stakes.Count : 0;
    }

    [Fact(Timeout = 240_000)]
    public async Task What_is_earned_can_be_delegated_to_a_validator()
    {
        await using var scene = await RewardScene.StartAsync();
        var validator = await scene.ValidatorAsync();

        await RunAsync(scene, target => target.Validator = validator, async () => scene.Stakes.Count > 0 && await scene.DelegatedToValidatorAsync() == Sum(await scene.PaidAsync()));

        Assert.Equal((await scene.PaidAsync()).Order(), scene.Stakes.Order());
        Assert.Equal(UAllo.Zero, await scene.DelegatedAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_validator_that_does_not_exist_fails_the_service_and_stops_the_host()
    {
        await using var scene = await RewardScene.StartAsync();
        var nobody = Bech32.Encode("allovaloper", new byte[20]);
        using var host = Build(scene, target => target.Validator = nobody);
        var stopped = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopped.SetResult);
        await host.StartAsync(Ct);

        await scene.FinishAsync(stopped.Task);

        var failed = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single(service => service.ExecuteTask is { IsFaulted: true });
        Assert.Contains($"the validator {nobody} does not exist", failed.ExecuteTask!.Exception!.InnerException!.Message, StringComparison.Ordinal);
        await scene.FinishAsync(host.StopAsync(Ct));
        Assert.Empty(scene.Stakes);
    }

    [Fact]
    public async Task A_wallet_that_was_not_added_is_told()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddAllora(AlloraNetwork.Local).AddAlloraRewardStaking(67, static target => target.Reputer = "allo1...", wallet: "savings");
        await using var provider = services.BuildServiceProvider();

        Assert.Contains("'savings', which was not added", Assert.Throws<InvalidOperationException>(() => provider.GetServices<IHostedService>().ToList()).Message, StringComparison.Ordinal);
    }

    private static UAllo Sum(IEnumerable<UAllo> amounts) => amounts.Aggregate(UAllo.Zero, static (sum, amount) => sum + amount);

    private async Task RunAsync(RewardScene scene, Action<RewardStakingOptions>? target, Func<Task<bool>> done)
    {
        using var host = Build(scene, target);
        await host.StartAsync(Ct);
        await scene.StepUntilAsync(done);
        await scene.FinishAsync(host.StopAsync(Ct));
    }

    private IHost Build(RewardScene scene, Action<RewardStakingOptions>? target)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(new FunctionProvider(_ => Prediction.Value(0.1m)));
        builder.Services.AddSingleton(new FunctionTruth(_ => GroundTruth.Value(0.2)));
        var allora = builder.Services.AddAllora(scene.Network)
            .UseWallet(_ => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(0)), options => options.StateFolder = _state.FullName)
            .AddWallet("reputer", _ => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(RolesScene.Inferers + 2)), options => options.StateFolder = _state.FullName)
            .AddAlloraWorker<FunctionProvider>(RewardScene.Topic, Configure)
            .AddAlloraReputer<FunctionTruth>(RewardScene.Topic, configure: Configure, wallet: "reputer");
        if (target is not null)
        {
            allora.AddAlloraRewardStaking(RewardScene.Topic, options =>
            {
                options.MinimumAmount = UAllo.Parse("1");
                options.Transactions.BlocksToLive = 10_000;
                target(options);
            });
        }

        return builder.Build();

        void Configure(WorkerOptions options)
        {
            options.PollInterval = TimeSpan.FromSeconds(1);
            options.WarmInterval = TimeSpan.FromSeconds(1);
        }
    }
}
