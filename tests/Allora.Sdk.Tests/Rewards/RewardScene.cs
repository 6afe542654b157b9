using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Staking.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Rewards;
using Allora.Sdk.Roles;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Rewards;

/// <summary>An inferer that earns rewards beside a reputer, in topic 67 of a DevNet whose blocks come only when a test asks.</summary>
internal sealed class RewardScene : IAsyncDisposable
{
    public const ulong Topic = RolesScene.Single;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private readonly DevNet.AlloraDevNet _chain;
    private readonly AlloraWallet[] _wallets = RolesScene.Accounts();
    private readonly List<RewardSettlement> _settlements = [];
    private long _read;

    private RewardScene(DevNet.AlloraDevNet chain) => (_chain, Client) = (chain, new AlloraClient(chain.Network));

    public AlloraClient Client { get; }

    public AlloraNetwork Network => _chain.Network;

    public DevNetLies Lies => _chain.Lies;

    /// <summary>The chain's validator, allovaloper1....</summary>
    public async Task<string> ValidatorAsync() =>
        (await Client.Services.Staking.ValidatorsAsync(new QueryValidatorsRequest(), cancellationToken: Ct)).Validators.Single().OperatorAddress;

    /// <summary>Whether there are forecasts: then an epoch rewards a worker that makes both twice, in one block. The chain uses forecasts where two infer.</summary>
    public bool Forecasts { get; init; }

    /// <summary>Staked by each transaction of the worker's that stakes, oldest first (uallo).</summary>
    public IReadOnlyList<UAllo> Stakes => [.. _chain.Transactions().Where(static tx => tx.Code == 0).SelectMany(static tx => StakesOf(tx.Bytes))];

    public AlloraWallet Worker => _wallets[0];

    public AlloraWallet Reputer => _wallets[^1];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RewardScene> StartAsync(bool forecasts = false, Func<DevNetOptions, DevNetOptions>? configure = null)
    {
        var wallets = RolesScene.Accounts();
        var genesis = RolesScene.Genesis(wallets);
        foreach (var wallet in wallets)
            wallet.Dispose();
        var options = new DevNetOptions { StepByHand = true, Genesis = genesis with { Topics = [.. genesis.Topics!.Where(topic => topic.Id == Topic)] } };
        return new RewardScene(await DevNet.AlloraDevNet.StartAsync(configure?.Invoke(options) ?? options, Ct))
        {
            Forecasts = forecasts,
        };
    }

    /// <summary>Earns without anybody who stakes, until one more nonce is settled.</summary>
    public async Task EarnAsync(ISubmissionJournal journal)
    {
        var before = (await SettlementsAsync()).Count;
        await RunAsync(Worker.With(journal), async () => (await SettlementsAsync()).Count > before);
    }

    /// <summary>Earns and stakes until so many results have come; then both end, as at a restart.</summary>
    public async Task<List<StakedReward>> StakedAsync(ISubmissionJournal journal, int count, Action<RewardStakingOptions>? configure = null)
    {
        var options = new RewardStakingOptions { TopicId = Topic, Reputer = Reputer.Address, MinimumAmount = UAllo.Parse("1"), Transactions = { BlocksToLive = 10_000 } };
        configure?.Invoke(options);
        var worker = Worker.With(journal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var staker = new RewardStaker(Client, worker, options);
        // Ends between two settlements, as a killed process may.
        var staking = staker.StakeAsync(stop.Token).Take(count).ToListAsync(stop.Token).AsTask();
        await RunAsync(worker, () => Task.FromResult(staking.IsCompleted));
        return await staking;
    }

    /// <summary>What the chain settled for the worker, block by block.</summary>
    public async Task<List<RewardSettlement>> SettlementsAsync()
    {
        while (_read < _chain.Height)
        {
            var events = await Client.GetBlockEventsAsync(++_read, Ct);
            _settlements.AddRange(events.Select(RewardSettlement.From).OfType<RewardSettlement>().Where(IsWorkers));
        }

        return [.. _settlements];
    }

    /// <summary>What the chain paid the worker, settlement by settlement.</summary>
    public async Task<List<UAllo>> PaidAsync() => [.. (await SettlementsAsync()).Select(settlement => settlement.PaidTo(Worker.Address))];

    /// <summary>What the worker has staked upon the reputer, as the chain has it.</summary>
    public async Task<UAllo> DelegatedAsync()
    {
        var request = new GetDelegateStakeInTopicInReputerRequest { TopicId = Topic, ReputerAddress = Reputer.Address };
        return UAllo.Parse((await Client.Services.EmissionsV10.GetDelegateStakeInTopicInReputerAsync(request, cancellationToken: Ct)).Amount);
    }

    /// <summary>What the worker has delegated to the validator, as the chain has it.</summary>
    public async Task<UAllo> DelegatedToValidatorAsync()
    {
        var request = new QueryDelegatorDelegationsRequest { DelegatorAddr = Worker.Address };
        var reply = await Client.Services.Staking.DelegatorDelegationsAsync(request, cancellationToken: Ct);
        return reply.DelegationResponses.Count == 0 ? UAllo.Zero : UAllo.Parse(reply.DelegationResponses.Single().Balance.Amount);
    }

    /// <summary>Makes blocks until something is so.</summary>
    public async Task StepUntilAsync(Func<Task<bool>> done)
    {
        while (!await done())
        {
            await _chain.StepAsync(1, Ct);
            await ScenePace.PauseAsync(Pause, Ct);
        }
    }

    /// <summary>Makes blocks until a task has ended: what is in flight is confirmed by them.</summary>
    public async Task FinishAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            await _chain.StepAsync(1, Ct);
            await ScenePace.PauseAsync(Pause, Ct, running);
        }

        await running;
    }

    /// <summary>Runs the reputer, and workers of the test's own, until something is so; then all end.</summary>
    public async Task RunAsync(Func<Task<bool>> done, params WorkerRunner[] workers)
    {
        using var stop = new CancellationTokenSource();
        var reputer = WorkerRunner.ForReputer(Client, Reputer.InMemory(), new FunctionTruth(_ => GroundTruth.Value(0.2)), Options());
        if (Forecasts)
            workers = [.. workers, WorkerRunner.ForInferer(Client, _wallets[1].InMemory(), new Workers.FunctionProvider(_ => Prediction.Value(0.3m)), Options())];
        var running = Task.WhenAll([reputer.RunAsync(stop.Token), .. workers.Select(worker => worker.RunAsync(stop.Token))]);
        await StepUntilAsync(async () => running.IsCompleted || await done());
        await stop.CancelAsync();
        await FinishAsync(running);
    }

    public static WorkerOptions Options() => new()
    {
        TopicId = Topic,
        PollInterval = TimeSpan.FromSeconds(1),
        WarmInterval = TimeSpan.FromSeconds(1),
    };

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _chain.DisposeAsync();
        foreach (var wallet in _wallets)
            wallet.Dispose();
    }

    private bool IsWorkers(RewardSettlement settlement) => settlement.PaidTo(Worker.Address) > UAllo.Zero;

    private static IEnumerable<UAllo> StakesOf(ReadOnlyMemory<byte> transaction)
    {
        foreach (var message in TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Span).BodyBytes).Messages)
        {
            if (message.TypeUrl == "/emissions.v10.DelegateStakeRequest")
                yield return UAllo.Parse(DelegateStakeRequest.Parser.ParseFrom(message.Value).Amount);
            else if (message.TypeUrl == "/cosmos.staking.v1beta1.MsgDelegate")
                yield return UAllo.Parse(MsgDelegate.Parser.ParseFrom(message.Value).Amount.Amount);
        }
    }

    private Task RunAsync(AlloraWallet worker, Func<Task<bool>> done)
    {
        var provider = new Workers.FunctionProvider(_ => Prediction.Value(0.1m));
        return RunAsync(done, Forecasts
            ? WorkerRunner.ForInfererAndForecaster(Client, worker, provider, FunctionForecaster.ForEach(), Options())
            : WorkerRunner.ForInferer(Client, worker, provider, Options()));
    }
}
