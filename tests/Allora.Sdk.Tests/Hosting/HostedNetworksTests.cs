#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Hosting;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Tests.Hosting;

/// <summary>Several networks in one host: each has its client, its wallets and its workers under its name.</summary>
public sealed class HostedNetworksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task One_wallet_answers_one_topic_on_two_networks()
    {
        await using var first = await ChainAsync();
        await using var second = await ChainAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddHealthChecks().AddAllora();
        builder.Services.AddAllora("first", first.Network).UseWallet(_ => HostScene.Account(0), InMemory).AddAlloraWorker(67, (_, _) => new(0.25), Quick);
        builder.Services.AddAllora("second", second.Network, client => client.LagTolerance = 7)
            .AddWallet("named", _ => HostScene.Account(0), InMemory)
            .AddAlloraWorker(67, (context, _) => new(context.Nonce + 0.5), Quick, wallet: "named");
        using var host = builder.Build();
        await host.StartAsync(Ct);
        var workers = new[] { "first/67", "second/67/named" }.Select(host.Services.GetRequiredKeyedService<AlloraWorkerService>).ToArray();
        while (workers.Any(worker => worker.Runner.Status.State != WorkerState.Ready))
            await Task.Delay(10, Ct);

        var answers = await Task.WhenAll(AnswerAsync(first, workers[0]), AnswerAsync(second, workers[1]));

        Assert.All(answers, answer => Assert.Equal((67UL, WorkerScene.FirstNonce, SubmissionStatus.Included), (answer.TopicId, answer.Nonce, answer.Status)));
        var clients = new[] { "first", "second" }.Select(host.Services.GetRequiredKeyedService<AlloraClient>).ToArray();
        Assert.Equal([first.Network, second.Network], clients.Select(client => client.Network));
        Assert.NotNull(await clients[0].GetTransactionAsync(answers[0].TransactionHash!, Ct));
        Assert.Null(await clients[1].GetTransactionAsync(answers[0].TransactionHash!, Ct));
        Assert.Equal(7, host.Services.GetRequiredService<IOptionsMonitor<AlloraClientOptions>>().Get("second").LagTolerance);
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct);
        Assert.All(report.Entries, entry => Assert.Equal(["first/67", "second/67/named"], entry.Value.Data.Keys.Order()));
        await host.StopAsync(Ct);
    }

    [Fact]
    public async Task Names_keep_networks_apart()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddAllora(AlloraNetwork.Local);
        services.AddAllora("test", AlloraNetwork.Testnet);
        services.AddAllora("main", ConfigurationTests.Section(("Network", "mainnet"), ("Client:LagTolerance", "5")));
        services.Configure<AlloraClientOptions>("test", options => options.LagTolerance = 9);

        Assert.Contains("'test'", Assert.Throws<InvalidOperationException>(() => services.AddAllora("test", AlloraNetwork.Local)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => services.AddAllora(AlloraNetwork.Mainnet));
        Assert.Throws<ArgumentException>(() => services.AddAllora(" ", AlloraNetwork.Mainnet));
        await using var provider = services.BuildServiceProvider();
        Assert.Equal(AlloraNetwork.Local, provider.GetRequiredService<AlloraClient>().Network);
        Assert.Equal(AlloraNetwork.Testnet, provider.GetRequiredKeyedService<AlloraClient>("test").Network);
        Assert.Equal(AlloraNetwork.Mainnet, provider.GetRequiredKeyedService<AlloraClient>("main").Network);
        var options = provider.GetRequiredService<IOptionsMonitor<AlloraClientOptions>>();
        Assert.Equal([2, 9, 5], new[] { "", "test", "main" }.Select(name => options.Get(name).LagTolerance));
    }

    [Fact]
    public async Task A_wrong_section_of_one_network_is_told_with_its_path()
    {
        var services = new ServiceCollection().AddLogging();
        var configuration = ConfigurationTests.Section(("main:Network", "mainet"), ("test:Network", "testnet"));
        services.AddAllora("main", configuration.GetSection("main"));
        services.AddAllora("test", configuration.GetSection("test"));
        await using var provider = services.BuildServiceProvider();

        var wrong = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<AlloraClient>("main"));

        Assert.Contains("main:Network", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(AlloraNetwork.Testnet, provider.GetRequiredKeyedService<AlloraClient>("test").Network);
    }

    [Fact]
    public async Task The_wallet_of_a_key_file_belongs_to_its_network()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "worker.key");
        using var wallet = HostScene.Account(3);
        KeyFile.Write(path, wallet);
        var services = new ServiceCollection().AddLogging();
        services.AddAllora("test", AlloraNetwork.Testnet).UseKeyFile(path);
        services.AddAllora(AlloraNetwork.Local).UseKeyFile(path);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(wallet.Address, provider.GetRequiredKeyedService<AlloraWallet>("test").Address);
        Assert.Equal(wallet.Address, provider.GetRequiredService<AlloraWallet>().Address);
        Assert.NotSame(provider.GetRequiredService<AlloraWallet>(), provider.GetRequiredKeyedService<AlloraWallet>("test"));
    }

    private static async Task<DevNet.AlloraDevNet> ChainAsync()
    {
        using var wallet = HostScene.Account(0);
        return await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = WorkerScene.Genesis(wallet.Address) }, Ct);
    }

    private static async Task<SubmissionResult> AnswerAsync(DevNet.AlloraDevNet chain, AlloraWorkerService worker)
    {
        await using var results = worker.Runner.ResultsAsync(Ct).GetAsyncEnumerator(Ct);
        while (chain.Height < WorkerScene.FirstNonce)
            await chain.StepAsync(1, Ct);
        Assert.True(await results.MoveNextAsync());
        await chain.StepAsync(1, Ct);
        while (!results.Current.IsTerminal)
            Assert.True(await results.MoveNextAsync());
        return results.Current;
    }

    private static void InMemory(WalletOptions options) => options.Journal = new MemoryJournal();

    private static void Quick(WorkerOptions options)
    {
        options.PollInterval = TimeSpan.FromSeconds(1);
        options.WarmInterval = TimeSpan.FromMilliseconds(200);
    }
}
