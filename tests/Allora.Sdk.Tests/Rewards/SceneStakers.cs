using System.Collections.Concurrent;
using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Rewards;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Rewards;

/// <summary>
/// Stakes upon the scene's reputer what its inferers and forecasters are rewarded in both topics, while they work; then reads the chain: what its
/// blocks settled, what its transactions staked and what stands staked must be the same, settlement by settlement.
/// </summary>
internal sealed class SceneStakers(RolesScene scene) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly ConcurrentQueue<(string Wallet, ulong Topic, StakedReward Staked)> _told = [];

    /// <summary>A staker for each wallet that earns, in each topic.</summary>
    public void Start()
    {
        foreach (var wallet in scene.Wallets[..^1])
        {
            foreach (var topic in new[] { RolesScene.Single, RolesScene.Multi })
                _running.Add(RunAsync(wallet, topic));
        }
    }

    /// <summary>Makes blocks until so many settled rewards have their status.</summary>
    public async Task FinishAsync(int count)
    {
        while (_told.Count < count)
        {
            if (_running.Find(static task => task.IsFaulted) is { } failed)
                await failed;
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(30), scene.Limit);
        }
    }

    /// <summary>Each settled reward of the wallets is staked by one transaction, and by nothing else.</summary>
    public async Task AssertStakedOnceAsync(int settled)
    {
        var paid = await PaidAsync();
        Assert.Equal(settled, paid.Count);
        Assert.All(_told, one => Assert.True(one.Staked.Status == StakedRewardStatus.Staked, $"{one.Topic}/{one.Staked.Nonce} {one.Wallet}: {one.Staked.Message}"));
        Assert.Equal(paid.Order(), _told.Select(static one => (one.Wallet, one.Topic, one.Staked.Nonce, one.Staked.Amount.Value)).Order());
        var sent = scene.DevNet.Transactions().SelectMany(static tx => Stakes(tx.Bytes)).ToList();
        Assert.Equal(paid.Select(static one => (one.Wallet, one.Topic, one.Amount)).Order(), sent.Order());
        foreach (var ((wallet, topic), rewards) in paid.GroupBy(static one => (one.Wallet, one.Topic)).ToDictionary(static group => group.Key, static group => group.ToList()))
            Assert.Equal(new UAllo(rewards.Aggregate(System.Numerics.BigInteger.Zero, static (sum, one) => sum + one.Amount)), await DelegatedAsync(wallet, topic));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(AlloraWallet wallet, ulong topic)
    {
        var options = new RewardStakingOptions
        {
            TopicId = topic,
            Reputer = scene.Reputer.Address,
            MinimumAmount = UAllo.Parse("1"),
            // The wallet's workers opened its journal; blocks come as fast as the test asks.
            Transactions = { BlocksToLive = 10_000 },
        };
        try
        {
            var staker = new RewardStaker(scene.Client, wallet, options);
            var results = staker.ResultsAsync(CancellationToken.None);
            var running = staker.RunAsync(_stop.Token);
            await foreach (var staked in results)
                _told.Enqueue((wallet.Address, topic, staked));
            await running;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    // What every block says, asked of the node block by block.
    private async Task<List<(string Wallet, ulong Topic, long Nonce, System.Numerics.BigInteger Amount)>> PaidAsync()
    {
        List<(string, ulong, long, System.Numerics.BigInteger)> paid = [];
        for (var height = 1L; height <= scene.DevNet.Height; height++)
        {
            foreach (var settlement in (await scene.Client.GetBlockEventsAsync(height, scene.Limit)).Select(RewardSettlement.From).OfType<RewardSettlement>())
            {
                paid.AddRange(scene.Wallets[..^1]
                    .Select(wallet => (wallet.Address, settlement.TopicId, settlement.Nonce, settlement.PaidTo(wallet.Address).Value))
                    .Where(static one => !one.Value.IsZero));
            }
        }

        return paid;
    }

    private static IEnumerable<(string Wallet, ulong Topic, System.Numerics.BigInteger Amount)> Stakes(ReadOnlyMemory<byte> transaction) =>
        TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Span).BodyBytes).Messages
            .Where(static message => message.TypeUrl == "/emissions.v10.DelegateStakeRequest")
            .Select(static message => DelegateStakeRequest.Parser.ParseFrom(message.Value))
            .Select(static stake => (stake.Sender, stake.TopicId, System.Numerics.BigInteger.Parse(stake.Amount, System.Globalization.CultureInfo.InvariantCulture)));

    private async Task<UAllo> DelegatedAsync(string wallet, ulong topic)
    {
        var request = new GetStakeFromDelegatorInTopicInReputerRequest { TopicId = topic, DelegatorAddress = wallet, ReputerAddress = scene.Reputer.Address };
        return UAllo.Parse((await scene.Client.Services.EmissionsV10.GetStakeFromDelegatorInTopicInReputerAsync(request, cancellationToken: scene.Limit)).Amount);
    }
}
