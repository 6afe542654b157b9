using Allora.Sdk.DevNet;
using Allora.Sdk.Events;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Rewards;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Transactions.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Rewards;

/// <summary>An inferer that earns rewards beside a reputer, in topic 67 of a DevNet whose blocks come only when a test asks.</summary>
internal sealed class RewardScene : IAsyncDisposable
{
    public const ulong Topic = RolesScene.Single;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private readonly DevNet.DevNet _chain;
    private readonly AlloraWallet[] _wallets = RolesScene.Accounts();

    private RewardScene(DevNet.DevNet chain) => (_chain, Client) = (chain, new AlloraClient(chain.Network));

    public AlloraClient Client { get; }

    public AlloraWallet Worker => _wallets[0];

    public AlloraWallet Reputer => _wallets[^1];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RewardScene> StartAsync()
    {
        var wallets = RolesScene.Accounts();
        var genesis = RolesScene.Genesis(wallets);
        foreach (var wallet in wallets)
            wallet.Dispose();
        return new RewardScene(await DevNet.DevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Genesis = genesis with { Topics = [.. genesis.Topics!.Where(topic => topic.Id == Topic)] } }, Ct));
    }

    /// <summary>Earns without anybody who stakes, until one more nonce is settled.</summary>
    public async Task EarnAsync(ISubmissionJournal journal)
    {
        var before = (await SettlementsAsync()).Count;
        await RunAsync(journal, async () => (await SettlementsAsync()).Count > before);
    }

    /// <summary>Earns and stakes until so many results have come; then both end, as at a restart.</summary>
    public async Task<List<StakedReward>> StakedAsync(ISubmissionJournal journal, int count, Action<RewardStakingOptions>? configure = null)
    {
        var options = new RewardStakingOptions { TopicId = Topic, Reputer = Reputer.Address, MinimumAmount = UAllo.Parse("1"), Transactions = { Journal = journal, BlocksToLive = 10_000 } };
        configure?.Invoke(options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var staking = new RewardStaker(Client, Worker, options).RunAsync(stop.Token).Take(count).ToListAsync(stop.Token).AsTask();
        await RunAsync(journal, () => Task.FromResult(staking.IsCompleted));
        return await staking;
    }

    /// <summary>What the chain settled for the worker, block by block.</summary>
    public async Task<List<RewardSettlement>> SettlementsAsync()
    {
        List<RewardSettlement> found = [];
        for (var height = 1L; height <= _chain.Height; height++)
        {
            var events = await Client.GetBlockEventsAsync(height, Ct);
            found.AddRange(events.Select(RewardSettlement.From).OfType<RewardSettlement>().Where(settlement => settlement.PaidTo(Worker.Address) > UAllo.Zero));
        }

        return found;
    }

    /// <summary>What the worker has staked upon the reputer, as the chain has it.</summary>
    public async Task<UAllo> DelegatedAsync()
    {
        var request = new GetDelegateStakeInTopicInReputerRequest { TopicId = Topic, ReputerAddress = Reputer.Address };
        return UAllo.Parse((await Client.Services.EmissionsV10.GetDelegateStakeInTopicInReputerAsync(request, cancellationToken: Ct)).Amount);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _chain.DisposeAsync();
        foreach (var wallet in _wallets)
            wallet.Dispose();
    }

    private async Task RunAsync(ISubmissionJournal journal, Func<Task<bool>> done)
    {
        using var stop = new CancellationTokenSource();
        var worker = new WorkerRunner(Client, Worker, new Workers.FunctionProvider(_ => Prediction.Value(0.1m)), Options(journal));
        var reputer = AlloraWorker.Reputer(Client, Reputer, new FunctionTruth(_ => GroundTruth.Value(0.2)), Options(new MemoryJournal()));
        var running = Task.WhenAll(worker.RunAsync(stop.Token), reputer.RunAsync(stop.Token));
        while (!await done())
        {
            await _chain.StepAsync(1, Ct);
            await Task.Delay(Pause, Ct);
        }

        await stop.CancelAsync();
        while (!running.IsCompleted)
        {
            // What is in flight is confirmed by the next blocks.
            await _chain.StepAsync(1, Ct);
            await Task.WhenAny(running, Task.Delay(Pause, Ct));
        }

        await running;
    }

    private static WorkerOptions Options(ISubmissionJournal journal) => new()
    {
        TopicId = Topic,
        Journal = journal,
        PollInterval = TimeSpan.FromSeconds(1),
        WarmInterval = TimeSpan.FromSeconds(1),
    };
}
