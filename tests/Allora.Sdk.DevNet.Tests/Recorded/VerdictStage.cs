using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Recorded;

/// <summary>A chain in the situation of a recording of messages: one administrator, who made the topics, and accounts on no list.</summary>
internal sealed class VerdictStage : IAsyncDisposable
{
    public const long Window = 10;

    private VerdictStage(AlloraDevNet net, TestClient client, Company company) => (Net, Client, Company) = (net, client, company);

    public AlloraDevNet Net { get; }

    public TestClient Client { get; }

    public Company Company { get; }

    public static async Task<VerdictStage> StartAsync(Company company, DevNetSchema schema, string administrator, string reputer, params string[] others)
    {
        // A genesis of other heights has other amounts too.
        var accounts = others.Prepend(reputer).Prepend(administrator).Select(recorded => new GenesisAccount
        {
            Address = company.Of(recorded).Address,
            Uallo = UAllo.Parse($"{5_000_000_000_000_000_000_000m + company.Heights}"),
            Whitelisted = recorded == administrator,
        });
        var single = new GenesisTopic
        {
            Id = company.Topic(1),
            EpochLength = 20,
            GroundTruthLag = 20,
            WorkerSubmissionWindow = Window,
            FirstWindow = company.Height(12),
            Creator = company.Of(administrator).Address,
            Stake = new Dictionary<string, UAllo> { [company.Of(reputer).Address] = UAllo.Parse("1000000") },
        };
        var net = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = new DevNetGenesis
            {
                ChainId = company.Heights == 0 ? "localnet" : "othernet-3",
                Schema = schema,
                InitialHeight = company.Height(1),
                Accounts = [.. accounts],
                Parameters = new Dictionary<string, string> { ["min_epoch_length"] = "10", ["max_active_topics_per_block"] = "10" },
                Topics =
                [
                    single,
                    single with { Id = company.Topic(2), GroundTruthLag = 30 },
                    single with
                    {
                        Id = company.Topic(3),
                        Multi = schema == DevNetSchema.V10,
                        Labels = schema == DevNetSchema.V10 ? ["up", "down", "flat"] : [],
                        RequireUnity = schema == DevNetSchema.V10,
                        UnityTolerance = schema == DevNetSchema.V10 ? "0.001" : "0",
                        FirstWindow = company.Height(24),
                    },
                ],
            },
        });
        var stage = new VerdictStage(net, new TestClient(net.Grpc), company);
        // Who has sent before has a known key, which takes less gas.
        foreach (var recorded in new[] { administrator, reputer })
            await stage.IncludeAsync(recorded, Conformance.Stage.SelfSend(company.Of(recorded)));
        return stage;
    }

    public async Task IncludeAsync(string sender, IMessage message)
    {
        var included = await Client.IncludeAsync(Net, Company.Of(sender), new TxPlan(message) { ChainId = Net.ChainId });
        Assert.Equal((0u, ""), (included.Code, included.RawLog));
    }

    /// <summary>The verdict upon a recorded message in our company.</summary>
    public async Task<(string Refusal, long Gas)> SimulateAsync(VerdictCase recorded)
    {
        var wallet = Company.Of(recorded.Sender);
        var account = await Client.AccountAsync(wallet.Address);
        var any = new Any { TypeUrl = recorded.TypeUrl, Value = Recast.Of(recorded.Message, Company).ToByteString() };
        var bytes = wallet.Transaction(new TxPlan(any) { ChainId = Net.ChainId, AccountNumber = account.AccountNumber, Sequence = account.Sequence, GasLimit = 900_000 });
        try
        {
            return ("", (long)(await Client.Tx.SimulateAsync(new SimulateRequest { TxBytes = ByteString.CopyFrom(bytes) })).GasInfo.GasUsed);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unknown)
        {
            return VerdictCase.Split(refused.Status.Detail);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Net.DisposeAsync();
    }
}
