using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Sending.Journal;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.PostgreSql.Tests;

/// <summary>One wallet on two machines, a DevNet and a database between them: no nonce is paid twice, whoever dies or freezes.</summary>
public sealed class TwoMachinesTests(PostgresServer server)
{
    private const ulong Topic = 67;
    private const long FirstNonce = 6;
    private const long Epoch = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task A_frozen_machine_is_replaced_and_does_no_harm_when_it_wakes()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = Genesis() }, Ct);
        await using var first = Machine.Start(chain, store);
        await first.ReachAsync(WorkerState.Ready);
        await using var second = Machine.Start(chain, store);
        await second.ReachAsync(WorkerState.Standby);
        await IncludedAsync(chain, nonces: 2);

        // The first machine's lease runs out; it finds out at its next renewal or write. One that it renewed before it was taken runs out again.
        while (second.State is WorkerState.Standby)
        {
            await using var expire = store.Statements.Create("update {0}.lease set expires = clock_timestamp() - interval '1 second' where fence = 1");
            await expire.ExecuteNonQueryAsync(Ct);
            await Task.Delay(20, Ct);
        }

        await second.ReachAsync(WorkerState.Ready);
        await first.ReachAsync(WorkerState.Standby);
        await IncludedAsync(chain, nonces: 5);
        await second.StopAsync();
        await first.ReachAsync(WorkerState.Ready);
        await IncludedAsync(chain, nonces: 7);

        await first.StopAsync();
        // The wallet was registered from the start: every transaction in a block carries a payload.
        Assert.All(chain.Transactions(), static transaction => Assert.Equal(0U, transaction.Code));
        Assert.Equal(Nonces(chain).Count, chain.Transactions().Count);
    }

    private static DevNetGenesis Genesis() => DevNetGenesis.Default with
    {
        BlockInterval = TimeSpan.FromMilliseconds(300),
        Topics = [new GenesisTopic { Id = Topic, EpochLength = Epoch, WorkerSubmissionWindow = 18, GroundTruthLag = Epoch, FirstWindow = FirstNonce, Workers = [Machine.Address] }],
    };

    private static async Task IncludedAsync(AlloraDevNet chain, int nonces)
    {
        while (Nonces(chain).Count < nonces)
            await Task.Delay(50, Ct);
    }

    private static List<long> Nonces(AlloraDevNet chain) =>
        [.. Enumerable.Range(0, (int)(chain.Height / Epoch) + 1).Select(static epoch => FirstNonce + epoch * Epoch).Where(nonce => chain.Submissions(Topic, nonce).Any(static one => one.Worker == Machine.Address))];

    private sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
    }

    private sealed class Machine : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly AlloraClient _client;
        private readonly AlloraWallet _wallet;
        private readonly WorkerRunner _runner;
        private readonly Task _running;

        private Machine(AlloraDevNet chain, ISubmissionJournal journal)
        {
            _client = new AlloraClient(chain.Network);
            _wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic).WithOptions(new WalletOptions { Journal = journal, Standby = true });
            Key = new JournalKey { ChainId = chain.ChainId, Wallet = _wallet.Address };
            _runner = WorkerRunner.ForInferer(_client, _wallet, new Constant(), new WorkerOptions { TopicId = Topic });
            _running = _runner.RunAsync(_stop.Token);
        }

        public static string Address { get; } = AddressOf();

        public JournalKey Key { get; }

        public WorkerState State => _runner.Status.State;

        public static Machine Start(AlloraDevNet chain, PostgreSqlJournalUnderTest store) => new(chain, store.Create(store.Options));

        public async Task ReachAsync(WorkerState state)
        {
            while (_runner.Status.State != state)
            {
                if (_running.IsCompleted)
                    await _running;
                await Task.Delay(10, Ct);
            }
        }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _running;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            await _client.DisposeAsync();
            _wallet.Dispose();
            _stop.Dispose();
        }

        private static string AddressOf()
        {
            using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
            return wallet.Address;
        }
    }
}
