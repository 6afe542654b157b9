using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>One slot for each reputer and topic: the timelines of an epoch of 12 with a lag of 18 and of 12, and senders that are strangers.</summary>
public sealed class ReputerOrderTests
{
    private const ulong Topic = 5;
    private static readonly TestWallet Reputer = TestWallet.Default(0);
    private static readonly TestWallet Worker = TestWallet.Default(1);
    private static readonly TestWallet Stranger = TestWallet.Default(2);

    [Fact]
    public async Task Windows_are_accepted_announced_and_closed_as_in_the_timeline_of_a_lag_that_is_no_multiple()
    {
        await using var chain = await StartAsync(lag: 18);
        await chain.ToAsync(22);
        Assert.Equal((68u, "emissions"), await chain.LossAsync(Reputer, 6));
        Assert.Equal((0u, ""), await chain.LossAsync(Reputer, 6));
        await chain.ToAsync(44);
        Assert.Equal(["30 opened 6 until 42", "42 opened 18 until 54", "42 closed 6"], chain.ReputerWindows());
        Assert.Equal("-2.5", chain.NetworkLoss(6));
    }

    [Fact]
    public async Task A_newer_nonce_given_first_keeps_the_older_one_out_and_is_wiped_by_its_close()
    {
        await using var chain = await StartAsync(lag: 18);
        await chain.ToAsync(36);
        Assert.Equal((0u, ""), await chain.LossAsync(Reputer, 18));
        Assert.Equal((1u, "undefined"), await chain.LossAsync(Reputer, 6));
        await chain.ToAsync(43);
        Assert.Equal("", chain.NetworkLoss(6));
        Assert.Equal((78u, "emissions"), await chain.LossAsync(Reputer, 18));
        await chain.ToAsync(55);
        Assert.Equal("", chain.NetworkLoss(18));
        Assert.Equal((0u, ""), await chain.LossAsync(Reputer, 30));
        await chain.ToAsync(67);
        Assert.Equal("-2.5", chain.NetworkLoss(30));
    }

    [Fact]
    public async Task A_bundle_in_the_block_that_closes_the_older_nonce_is_accepted_and_lost()
    {
        await using var chain = await StartAsync(lag: 12);
        await chain.ToAsync(29);
        Assert.Equal((0u, ""), await chain.LossAsync(Reputer, 18));
        Assert.Equal(30, chain.Net.Height);
        Assert.Equal((78u, "emissions"), await chain.LossAsync(Reputer, 18));
        await chain.ToAsync(43);
        Assert.Equal("", chain.NetworkLoss(18));
    }

    [Fact]
    public async Task A_payload_counts_for_its_signer_whoever_sends_it()
    {
        await using var chain = await StartAsync(lag: 12, listed: true);
        await chain.ToAsync(6);
        var payload = Payloads.Scalar(Worker, Topic, 6, "0.5");
        payload.Sender = Stranger.Address;
        Assert.Equal((0u, ""), await chain.SendAsync(Stranger, payload));
        Assert.Equal((1u, "undefined"), await chain.SendAsync(Worker, Payloads.Scalar(Worker, Topic, 6, "0.7")));
        var own = Payloads.Scalar(Stranger, Topic, 6, "0.5");
        Assert.Equal((83u, "emissions"), await chain.SendAsync(Stranger, own));
        await chain.ToAsync(19);
        var losses = LossPayloads.Of(Reputer, Worker.Address, Topic, 6);
        losses.Sender = Stranger.Address;
        Assert.Equal((0u, ""), await chain.SendAsync(Stranger, losses));
        Assert.Equal((84u, "emissions"), await chain.SendAsync(Stranger, LossPayloads.Of(Stranger, Worker.Address, Topic, 6)));
        await chain.ToAsync(31);
        Assert.Equal("-2.5", chain.NetworkLoss(6));
    }

    private static async Task<ReputerChain> StartAsync(long lag, bool listed = false) => await ReputerChain.StartAsync(new GenesisTopic
    {
        Id = Topic,
        EpochLength = 12,
        WorkerSubmissionWindow = 4,
        GroundTruthLag = lag,
        FirstWindow = 6,
        Workers = [Worker.Address],
        WorkerWhitelist = listed ? [Worker.Address] : null,
        ReputerWhitelist = listed ? [Reputer.Address] : null,
        Stake = new Dictionary<string, Allora.Sdk.Values.UAllo> { [Reputer.Address] = Allora.Sdk.Values.UAllo.FromAllo("1000") },
    });

    /// <summary>A chain whose worker answers every window, so that every nonce waits for its reputer.</summary>
    private sealed class ReputerChain(AlloraDevNet net, TestClient client) : IAsyncDisposable
    {
        public AlloraDevNet Net { get; } = net;

        public static async Task<ReputerChain> StartAsync(GenesisTopic topic)
        {
            var accounts = Enumerable.Range(0, 4).Select(static index => new GenesisAccount { Index = index, Whitelisted = false }).ToList();
            var net = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Topics = [topic], Accounts = accounts } });
            return new ReputerChain(net, new TestClient(net.Grpc));
        }

        public async Task ToAsync(long height)
        {
            while (Net.Height < height)
            {
                if (Net.Height >= 6 && (Net.Height - 6) % 12 == 0 && Net.Submissions(Topic, Net.Height).Count == 0)
                    await client.SendAsync(Worker, new TxPlan(Payloads.Scalar(Worker, Topic, Net.Height, "0.5")));
                await Net.StepAsync();
            }
        }

        /// <summary>Sends a loss, makes a block, and gives the code and codespace of the result.</summary>
        public Task<(uint Code, string Codespace)> LossAsync(TestWallet reputer, long nonce) =>
            SendAsync(reputer, LossPayloads.Of(reputer, Worker.Address, Topic, nonce));

        public async Task<(uint Code, string Codespace)> SendAsync(TestWallet sender, IMessage message)
        {
            var included = await client.IncludeAsync(Net, sender, new TxPlan(message));
            return (included.Code, included.Codespace);
        }

        public string NetworkLoss(long nonce)
        {
            var query = new QueryService.QueryServiceClient(client.Invoker);
            var loss = query.GetNetworkLossBundleAtBlock(new GetNetworkLossBundleAtBlockRequest { TopicId = Topic, BlockHeight = nonce }).LossBundle;
            return loss.InfererValues.Count == 0 ? "" : loss.CombinedValue.TrimEnd('0').TrimEnd('.');
        }

        public List<string> ReputerWindows()
        {
            List<string> found = [];
            for (var height = 1L; height <= Net.Height; height++)
            {
                foreach (var happened in Net.Nodes[0].Node.GetBlock(height)!.BlockEvents.Where(static one => one.Type.Contains("EventReputerSubmissionWindow", StringComparison.Ordinal)))
                {
                    string Value(string key) => happened.Attributes.First(pair => pair.Key == key).Value.Trim('"');
                    found.Add(happened.Type.EndsWith("Opened", StringComparison.Ordinal)
                        ? $"{height} opened {Value("nonce_block_height")} until {Value("window_end_block")}"
                        : $"{height} closed {Value("nonce_block_height")}");
                }
            }

            return found;
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await Net.DisposeAsync();
        }
    }
}
