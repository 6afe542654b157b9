using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Hosting;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.Tests.Hosting;

/// <summary>A host with workers on a DevNet of two topics (67 and 68) whose blocks come only when a test asks.</summary>
internal sealed class HostScene : IAsyncDisposable
{
    /// <summary>Topic 68 opens its first window here: the chain opens one topic's in a block.</summary>
    public const long SecondNonce = 8;

    private HostScene(DevNet.AlloraDevNet devnet, IHost host) => (DevNet, Host) = (devnet, host);

    public DevNet.AlloraDevNet DevNet { get; }

    public IHost Host { get; }

    public IReadOnlyList<AlloraWorkerService> Workers => [.. Host.Services.GetServices<AlloraWorkerService>()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static AlloraWallet Account(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, "", HdPath.ForIndex(index));

    public static async Task<HostScene> CreateAsync(Action<AlloraBuilder> add, Action<HostOptions>? host = null, DevNetGenesis? genesis = null)
    {
        using var first = Account(0);
        var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Genesis = genesis ?? DevNetGenesis.Default with { Topics = [Topic(67, WorkerScene.FirstNonce, first.Address), Topic(68, SecondNonce, first.Address)] } }, Ct);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (host is not null)
            builder.Services.Configure(host);
        builder.Services.AddHealthChecks().AddAllora();
        add(builder.Services.AddAllora(devnet.Network));
        return new HostScene(devnet, builder.Build());
    }

    /// <summary>Options that make a test quick.</summary>
    public static void Quick(WorkerOptions options)
    {
        options.PollInterval = TimeSpan.FromSeconds(1);
        options.WarmInterval = TimeSpan.FromMilliseconds(200);
    }

    public async Task ReachAsync(WorkerState state)
    {
        while (Workers.Any(w => w.Runner.Status.State != state))
            await Task.Delay(10, Ct);
    }

    /// <summary>Steps through the first window until every worker has its outcome.</summary>
    public async Task<IReadOnlyList<SubmissionResult>> AnswerAsync()
    {
        while (DevNet.Height < SecondNonce)
            await DevNet.StepAsync(1, Ct);
        var outcomes = new List<SubmissionResult>();
        var results = Workers.Select(w => w.Runner.ResultsAsync(Ct).GetAsyncEnumerator(Ct)).ToList();
        // Only when all payloads are with the node: a busy machine must not lose the race against the window's end.
        foreach (var (worker, service) in results.Zip(Workers))
            Assert.True(await worker.MoveNextAsync(), $"{service.Runner.Status} {service.ExecuteTask?.Exception}");
        await DevNet.StepAsync(1, Ct);
        foreach (var worker in results)
        {
            while (!worker.Current.IsTerminal)
                Assert.True(await worker.MoveNextAsync());
            outcomes.Add(worker.Current);
            await worker.DisposeAsync();
        }

        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        if (Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)
            await Host.StopAsync(CancellationToken.None);
        if (Host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        await DevNet.DisposeAsync();
    }

    private static GenesisTopic Topic(ulong id, long firstWindow, string worker) => new()
    {
        Id = id,
        EpochLength = WorkerScene.Epoch,
        WorkerSubmissionWindow = WorkerScene.Window,
        GroundTruthLag = WorkerScene.Epoch,
        FirstWindow = firstWindow,
        Workers = [worker],
    };
}
