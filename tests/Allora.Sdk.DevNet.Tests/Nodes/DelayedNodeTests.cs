using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.DevNet.Tests.Nodes;

/// <summary>Nodes that have a block some milliseconds after one another: what each answers is of the block that it has.</summary>
public sealed class DelayedNodeTests
{
    private const ulong Topic = 5;
    private const string Early = "unfulfilled nonce not found";
    private static readonly TestWallet Worker = TestWallet.Default(1);

    [Fact]
    public async Task A_simulation_reaches_a_node_before_the_block_does()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Nodes = 2,
            CommitDelays = [TimeSpan.Zero, TimeSpan.FromMilliseconds(20)],
            TimeProvider = time,
            Genesis = DevNetGenesis.Default with { Topics = [new GenesisTopic { Id = Topic, EpochLength = 6, WorkerSubmissionWindow = 3, FirstWindow = 2, Workers = [Worker.Address] }] },
        });
        using var first = new TestClient(devnet.Nodes[0].Grpc);
        using var second = new TestClient(devnet.Nodes[1].Grpc);
        Assert.Equal(2, await devnet.StepAsync());
        var payload = Signed(await first.AccountAsync(Worker.Address));

        Assert.Equal("", await SimulateAsync(first, payload));
        Assert.Equal(Early, await SimulateAsync(second, payload));
        time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal(Early, await SimulateAsync(second, payload));
        time.Advance(TimeSpan.FromMilliseconds(1));
        await EventuallyAsync(() => devnet.Nodes[1].Node.LatestHeight == 2);
        Assert.Equal("", await SimulateAsync(second, payload));
    }

    [Fact]
    public async Task A_lagging_node_has_included_transactions_in_its_mempool_still()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Nodes = 2, Lags = [0, 1] });
        using var lagging = new TestClient(devnet.Nodes[1].Grpc);
        var account = await lagging.AccountAsync(Worker.Address);
        await lagging.SendAsync(Worker, new TxPlan(Stage.SelfSend(Worker)));
        await devnet.StepAsync();
        // Its account is as before the block, and what it simulates follows the transaction that it knows.
        Assert.Equal(account.Sequence, (await lagging.AccountAsync(Worker.Address)).Sequence);
        var next = Worker.Transaction(new TxPlan(Stage.SelfSend(Worker)) { AccountNumber = account.AccountNumber, Sequence = account.Sequence + 1 });
        Assert.Equal("", await SimulateAsync(lagging, next));
    }

    private static byte[] Signed(Protos.Cosmos.Auth.V1Beta1.BaseAccount account) =>
        Worker.Transaction(new TxPlan(Payloads.Scalar(Worker, Topic, 2, "0.5")) { AccountNumber = account.AccountNumber, Sequence = account.Sequence });

    private static async Task<string> SimulateAsync(TestClient client, byte[] bytes)
    {
        try
        {
            await client.Tx.SimulateAsync(new SimulateRequest { TxBytes = ByteString.CopyFrom(bytes) });
            return "";
        }
        catch (RpcException refused)
        {
            return refused.Status.Detail.Contains(Early, StringComparison.Ordinal) ? Early : refused.Status.Detail;
        }
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Yield();
    }
}
