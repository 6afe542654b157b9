using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Lies;

/// <summary>Fields and headers of gRPC replies that a node lies about.</summary>
public sealed class GrpcLieTests
{
    private static readonly DevNetOptions ByHand = new() { StepByHand = true };

    [Theory]
    [InlineData("info.sequence", "7", 7ul)]
    [InlineData("info.sequence", "9223372036854775808", 9223372036854775808ul)]
    [InlineData("info.sequence", "-1", ulong.MaxValue)]
    public async Task A_number_is_set_once(string path, string value, ulong expected)
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        var lie = devnet.Lies.Add(new Lie { Path = path, Value = value, Method = "AccountInfo", Times = 1 });
        Assert.Equal(expected, (await client.AccountAsync(devnet.Accounts[0].Address)).Sequence);
        Assert.Equal(0ul, (await client.AccountAsync(devnet.Accounts[0].Address)).Sequence);
        var hit = Assert.Single(lie.Told);
        Assert.Equal((0, FaultProtocol.Grpc, path, devnet.Height), (hit.Node, hit.Protocol, hit.Path, hit.Height));
        Assert.EndsWith("/AccountInfo", hit.Method, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_any_holds_is_reached_too()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.Lies.Add(new Lie { Path = "account.account_number", Value = "77", Method = "/Account" });
        var reply = await new Query.QueryClient(client.Invoker).AccountAsync(new QueryAccountRequest { Address = devnet.Accounts[0].Address });
        Assert.Equal(77ul, reply.Account.Unpack<BaseAccount>().AccountNumber);
    }

    [Fact]
    public async Task Values_of_some_blocks_ago_are_told()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(0);
        await client.IncludeAsync(devnet, wallet, new TxPlan(Stage.SelfSend(wallet)));
        await devnet.StepAsync(2);
        var lie = devnet.Lies.Add(new Lie { Path = "info.sequence", Change = LieChange.Stale, Ago = 3 });
        Assert.Equal(0ul, (await client.AccountAsync(wallet.Address)).Sequence);
        devnet.Lies.Remove(lie);
        Assert.Equal(1ul, (await client.AccountAsync(wallet.Address)).Sequence);
    }

    [Fact]
    public async Task A_field_is_left_out_or_cannot_be_read()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        var address = devnet.Accounts[0].Address;
        devnet.Lies.Add(new Lie { Path = "info.address", Change = LieChange.Absent, Times = 1 });
        Assert.Equal("", (await client.AccountAsync(address)).Address);
        devnet.Lies.Add(new Lie { Path = "info.account_number", Change = LieChange.Garbage, Times = 1 });
        await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(address));
        devnet.Lies.Add(new Lie { Path = "info", Change = LieChange.Garbage, Times = 1 });
        await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(address));
        devnet.Lies.Add(new Lie { Change = LieChange.Absent, Times = 1 });
        Assert.Null(await client.AccountAsync(address));
        Assert.Equal(address, (await client.AccountAsync(address)).Address);
    }

    [Fact]
    public async Task A_header_and_a_refusal_are_told()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.Lies.Add(new Lie { Path = "header:x-cosmos-block-height", Value = "9000000", Times = 1 });
        Assert.Equal("9000000", await HeightAsync(client, devnet));
        devnet.Lies.Add(new Lie { Path = "header:x-cosmos-block-height", Change = LieChange.Absent, Times = 1 });
        Assert.Null(await HeightAsync(client, devnet));
        Assert.Equal("1", await HeightAsync(client, devnet));
        devnet.Lies.Add(new Lie { Path = "error:2", Value = "required: 9uallo", Method = "AccountInfo", Times = 1 });
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(devnet.Accounts[0].Address));
        Assert.Equal((StatusCode.Unknown, "required: 9uallo"), (refused.StatusCode, refused.Status.Detail));
    }

    [Fact]
    public async Task Elements_are_chosen_by_index_by_member_or_all()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        var query = new Protos.Cosmos.Bank.V1Beta1.Query.QueryClient(client.Invoker);
        var request = new Protos.Cosmos.Bank.V1Beta1.QueryAllBalancesRequest { Address = devnet.Accounts[0].Address };
        foreach (var path in (string[])["balances[0].amount", "balances[*].amount", "balances.amount", "balances[denom=uallo].amount"])
        {
            devnet.Lies.Add(new Lie { Path = path, Value = "12", Times = 1 });
            Assert.Equal("12", (await query.AllBalancesAsync(request)).Balances[0].Amount);
        }

        var none = devnet.Lies.Add(new Lie { Path = "balances[denom=other].amount", Value = "12" });
        Assert.NotEqual("12", (await query.AllBalancesAsync(request)).Balances[0].Amount);
        Assert.Equal(0, none.Hits);
    }

    [Fact]
    public async Task An_attribute_of_a_transaction_s_event_is_told()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(0);
        var lie = devnet.Lies.Add(new Lie { Path = "event:coin_spent/amount", Value = "1uallo" });
        var included = await client.IncludeAsync(devnet, wallet, new TxPlan(Stage.SelfSend(wallet)));
        var amounts = included.Events.Where(one => one.Type == "coin_spent").SelectMany(one => one.Attributes).Where(one => one.Key == "amount");
        Assert.All(amounts, amount => Assert.Equal("1uallo", amount.Value));
        Assert.Equal(1, lie.Hits);
    }

    [Fact]
    public async Task Both_versions_lie_and_a_value_that_fits_nothing_is_reported()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with { Genesis = DevNetGenesis.Default with { Schema = DevNetSchema.V9 } });
        using var client = new TestClient(devnet.Grpc);
        var query = new Protos.Emissions.V9.QueryService.QueryServiceClient(client.Invoker);
        devnet.Lies.Add(new Lie { Path = "topic.epoch_length", Value = "-5", Method = "GetTopic", Times = 1 });
        Assert.Equal(-5, (await query.GetTopicAsync(new Protos.Emissions.V9.GetTopicRequest { TopicId = 67 })).Topic.EpochLength);
        var wrong = devnet.Lies.Add(new Lie { Path = "topic.epoch_length", Value = "many", Method = "GetTopic" });
        Assert.Equal(30, (await query.GetTopicAsync(new Protos.Emissions.V9.GetTopicRequest { TopicId = 67 })).Topic.EpochLength);
        Assert.Equal((0, true), (wrong.Hits, wrong.Failure?.Contains("many", StringComparison.Ordinal)));
    }

    private static async Task<string?> HeightAsync(TestClient client, AlloraDevNet devnet)
    {
        using var call = new Query.QueryClient(client.Invoker).AccountInfoAsync(new QueryAccountInfoRequest { Address = devnet.Accounts[0].Address });
        await call;
        return (await call.ResponseHeadersAsync).GetValue("x-cosmos-block-height");
    }
}
