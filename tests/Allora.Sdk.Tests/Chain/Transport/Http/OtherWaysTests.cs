using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>A client that reaches the chain over REST alone, and over CometBFT RPC alone: the same answers, and the same errors.</summary>
public class OtherWaysTests
{
    public static TheoryData<AlloraTransport> Ways => [AlloraTransport.Rest, AlloraTransport.Rpc];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_transaction_is_simulated_broadcast_and_found(AlloraTransport way)
    {
        await using var setup = await DevNetSetup.StartAsync(way: way);
        var signed = await setup.SignAsync(setup.Send("17"));

        var simulated = await setup.Client.SimulateAsync(signed.Bytes, Ct);
        Assert.InRange(simulated.GasUsed, 50_000UL, 200_000UL);
        Assert.Equal(setup.Chain.Height, simulated.Height);
        Assert.Null(await setup.Client.GetTransactionAsync(signed.Hash, Ct));

        var accepted = await setup.Client.BroadcastAsync(signed.Bytes, Ct);
        Assert.Equal((signed.Hash, null), (accepted.Hash, accepted.Error));
        Assert.Equal(AlloraErrorReason.AlreadyKnown, (await setup.Client.BroadcastAsync(signed.Bytes, Ct)).Error?.Reason);
        Assert.Null(await setup.Client.GetTransactionAsync(signed.Hash, Ct));

        await setup.Chain.StepAsync(cancellationToken: Ct);
        var receipt = await setup.Client.GetTransactionAsync(signed.Hash, Ct);
        await using var grpc = new AlloraClient(setup.Chain.Network);
        var expected = await grpc.GetTransactionAsync(signed.Hash, Ct);
        Assert.NotNull(receipt);
        Assert.NotNull(expected);
        Assert.Equal((expected.Hash, expected.Height, expected.Error, expected.GasUsed, expected.GasWanted), (receipt.Hash, receipt.Height, receipt.Error, receipt.GasUsed, receipt.GasWanted));
        Assert.Equal(expected.Fee.Amount, receipt.Fee.Amount);
        Assert.Equal(expected.Events.Select(e => e.Type), receipt.Events.Select(e => e.Type));
        Assert.Equal(expected.Events.SelectMany(e => e.Attributes), receipt.Events.SelectMany(e => e.Attributes));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Refusals_have_the_same_reasons(AlloraTransport way)
    {
        await using var setup = await DevNetSetup.StartAsync(way: way);
        var client = setup.Client;
        var late = await setup.SignAsync(setup.Send("1"), sequence: 9);
        var rich = await setup.SignAsync(setup.Send("9" + new string('0', 40)));
        var poor = await setup.SignAsync(setup.Send("1"), fee: TransactionFee.For(400_000, GasPrice.Parse("1")));

        var refused = (await client.BroadcastAsync(late.Bytes, Ct)).Error;
        Assert.Equal(("sdk", 32u, AlloraErrorReason.SequenceMismatch), (refused?.Codespace, refused?.Code, refused?.Reason));
        Assert.Equal(AlloraErrorReason.InsufficientFee, (await client.BroadcastAsync(poor.Bytes, Ct)).Error?.Reason);
        Assert.Equal(AlloraErrorReason.InsufficientFunds, (await FailsAsync(client.SimulateAsync(rich.Bytes, Ct))).Reason);
        Assert.Equal(AlloraErrorReason.UnknownTopic, (await FailsAsync(client.GetTopicAsync(999, Ct))).Reason);
        Assert.Equal(AlloraErrorReason.InvalidRequest, (await FailsAsync(client.GetAccountAsync("nonsense", Ct))).Reason);
        Assert.Null(await client.GetAccountAsync("allo1487denmpmvdnyzvavfunwl770nhzh4ypep038k", Ct));
        await client.GetGasPriceAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_past_can_be_asked_and_the_future_cannot(AlloraTransport way)
    {
        await using var setup = await DevNetSetup.StartAsync(way: way);
        var bank = new Query.QueryClient(setup.Client.Invoker);
        var before = setup.Chain.Height;
        var request = new QueryBalanceRequest { Address = setup.Wallet.Address, Denom = "uallo" };
        var full = (await bank.BalanceAsync(request, cancellationToken: Ct)).Balance.Amount;
        await setup.IncludeAsync(await setup.SignAsync(setup.Send("5")));

        Assert.NotEqual(full, (await bank.BalanceAsync(request, cancellationToken: Ct)).Balance.Amount);
        Assert.Equal(full, (await bank.BalanceAsync(request, At(before), cancellationToken: Ct)).Balance.Amount);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await bank.BalanceAsync(request, At(before + 99), cancellationToken: Ct));
        Assert.Contains("invalid height", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AlloraTransport.Rest, FaultKind.Unavailable, AlloraErrorReason.Unavailable)]
    [InlineData(AlloraTransport.Rest, FaultKind.ResourceExhausted, AlloraErrorReason.RateLimited)]
    [InlineData(AlloraTransport.Rest, FaultKind.Garbage, AlloraErrorReason.Transport)]
    [InlineData(AlloraTransport.Rest, FaultKind.LostAnswer, AlloraErrorReason.Transport)]
    [InlineData(AlloraTransport.Rest, FaultKind.Truncated, AlloraErrorReason.Transport)]
    [InlineData(AlloraTransport.Rpc, FaultKind.Unavailable, AlloraErrorReason.Unavailable)]
    [InlineData(AlloraTransport.Rpc, FaultKind.ResourceExhausted, AlloraErrorReason.RateLimited)]
    [InlineData(AlloraTransport.Rpc, FaultKind.Garbage, AlloraErrorReason.Transport)]
    public async Task A_fault_is_transient_and_the_next_call_goes_through(AlloraTransport way, FaultKind kind, AlloraErrorReason reason)
    {
        await using var setup = await DevNetSetup.StartAsync(way: way);
        var protocol = way == AlloraTransport.Rest ? FaultProtocol.Rest : FaultProtocol.Rpc;
        setup.Chain.Faults.Add(new Fault { Kind = kind, Protocol = protocol, Times = 1 });

        var failure = await FailsAsync(setup.Client.GetAccountAsync(setup.Wallet.Address, Ct));

        Assert.Equal((reason, true), (failure.Reason, failure.IsTransient));
        Assert.NotNull(await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct));
    }

    [Fact]
    public async Task A_version_that_the_node_does_not_serve_is_found_out()
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Schema = DevNetSchema.V9 }, way: AlloraTransport.Rest);

        Assert.Equal("v9", (await setup.Client.Schemas.GetAsync(Ct)).Name);
        Assert.Equal(DevNetSetup.SingleTopic, (await setup.Client.GetTopicAsync(DevNetSetup.SingleTopic, Ct)).Id);
    }

    [Fact]
    public async Task REST_takes_over_where_gRPC_fails()
    {
        await using var chain = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        var network = chain.Network with
        {
            Endpoints = [.. chain.Network.Endpoints, .. chain.Network.OverRest().Endpoints, .. chain.Network.OverRpc().Endpoints],
        };
        await using var client = new AlloraClient(network);
        var grpc = chain.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc });
        Assert.NotNull(await client.GetAccountAsync(chain.Accounts[0].Address, Ct));
        var rest = chain.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Rest });

        Assert.NotNull(await client.GetAccountAsync(chain.Accounts[0].Address, Ct));

        Assert.True(grpc.Hits > 0 && rest.Hits > 0);
    }

    [Fact]
    public async Task What_would_make_another_path_is_refused_before_it_is_sent()
    {
        await using var setup = await DevNetSetup.StartAsync(way: AlloraTransport.Rest);
        var bank = new Query.QueryClient(setup.Client.Invoker);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await bank.AllBalancesAsync(new QueryAllBalancesRequest(), cancellationToken: Ct));

        Assert.Equal((StatusCode.InvalidArgument, "empty address: AllBalances needs it in its path"), (failure.StatusCode, failure.Status.Detail));
        Assert.Throws<NotSupportedException>(() => bank.AllBalances(new QueryAllBalancesRequest(), cancellationToken: Ct));
    }

    [Theory]
    [InlineData("rest+https://api.example/x", AlloraTransport.Rest, "https://api.example/x")]
    [InlineData("rpc+http://localhost:26657", AlloraTransport.Rpc, "http://localhost:26657/")]
    [InlineData("grpc+https://grpc.example:443", AlloraTransport.Grpc, "https://grpc.example/")]
    [InlineData("https://grpc.example", AlloraTransport.Grpc, "https://grpc.example/")]
    public void An_address_may_tell_how_it_is_spoken_to(string address, AlloraTransport way, string http)
    {
        var endpoint = new AlloraEndpoint(new Uri(address));

        Assert.Equal((way, http, true), (endpoint.Transport, endpoint.HttpAddress.AbsoluteUri, endpoint.IsUsable));
        Assert.False(new AlloraEndpoint(new Uri("ftp+https://x.example")).IsUsable);
    }

    private static Grpc.Core.Metadata At(long height) => new() { { "x-cosmos-block-height", height.ToString(System.Globalization.CultureInfo.InvariantCulture) } };

    private static Task<AlloraException> FailsAsync(Task call) => Assert.ThrowsAsync<AlloraException>(() => call);
}
