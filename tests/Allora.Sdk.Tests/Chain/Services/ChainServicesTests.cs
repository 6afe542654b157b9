using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Tests.Chain.Transport;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Services;

public class ChainServicesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_query_service_and_each_of_its_methods_has_a_generated_client()
    {
        var clients = typeof(ChainServices).GetProperties().Where(property => property.PropertyType.IsAssignableTo(typeof(ClientBase))).ToList();
        var services = ChainTypes.Services.Values.Where(service => service.Name is not ("Msg" or "MsgService")).ToList();

        var reached = clients.ToDictionary(property => AlloraMessageSamples.ServiceOf(property.PropertyType), property => property.PropertyType);

        Assert.Equal(services.Select(service => service.FullName).Order(), reached.Keys.Order());
        foreach (var method in services.SelectMany(service => service.Methods))
            Assert.NotNull(reached[method.Service.FullName].GetMethod(method.Name + "Async", [method.InputType.ClrType, typeof(CallOptions)]));
    }

    [Theory]
    [InlineData(AlloraTransport.Grpc)]
    [InlineData(AlloraTransport.Rest)]
    [InlineData(AlloraTransport.Rpc)]
    public async Task The_past_is_asked_at_its_height(AlloraTransport way)
    {
        await using var setup = await DevNetSetup.StartAsync(way: way);
        var request = new QueryBalanceRequest { Address = setup.Wallet.Address, Denom = "uallo" };
        var before = setup.Chain.Height;
        var full = (await setup.Client.Services.Bank.BalanceAsync(request, cancellationToken: Ct)).Balance.Amount;
        await setup.IncludeAsync(await setup.SignAsync(setup.Send("5")));

        using var call = setup.Client.AtHeight(before).Bank.BalanceAsync(request, cancellationToken: Ct);

        Assert.Equal(full, (await call).Balance.Amount);
        Assert.Equal(before.ToString(System.Globalization.CultureInfo.InvariantCulture), (await call.ResponseHeadersAsync).GetValue("x-cosmos-block-height"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        var future = await Assert.ThrowsAsync<AlloraException>(async () => await setup.Client.AtHeight(before + 99).Bank.BalanceAsync(request, cancellationToken: Ct));
        Assert.Equal(AlloraErrorReason.NotSynced, future.Reason);
    }

    [Fact]
    public async Task A_question_goes_on_to_the_next_node_and_the_past_does_not_make_one_look_late()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.Chain.StepAsync(9, Ct);
        var request = new GetTopicRequest { TopicId = 67 };
        await nodes.Client.AtHeight(2).EmissionsV10.GetTopicAsync(request, cancellationToken: Ct);
        Assert.False(nodes.Client.Endpoints.Endpoints[0].Health.IsLagging);

        nodes.First.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Method = "GetTopic" });

        Assert.Equal(67UL, (await nodes.Client.Services.EmissionsV10.GetTopicAsync(request, cancellationToken: Ct)).Topic.Id);
    }

    [Fact]
    public async Task Failures_are_typed_and_what_cannot_be_is_refused()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var services = setup.Client.Services;

        var failure = await Assert.ThrowsAsync<AlloraException>(async () => await services.EmissionsV10.GetTopicAsync(new GetTopicRequest { TopicId = 999 }, cancellationToken: Ct));

        Assert.Equal(AlloraErrorReason.UnknownTopic, failure.Reason);
        var old = await Assert.ThrowsAsync<AlloraException>(async () => await services.EmissionsV9.GetParamsAsync(new(), cancellationToken: Ct));
        Assert.Equal(AlloraErrorReason.WrongSchema, old.Reason);
        Assert.Throws<NotSupportedException>(() => services.Transactions.BroadcastTxAsync(new(), cancellationToken: Ct));
        Assert.Throws<NotSupportedException>(() => services.EmissionsV10.GetTopic(new GetTopicRequest { TopicId = 67 }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Pages_are_one_sequence()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var bank = setup.Client.Services.Bank;
        var pages = 0;

        var owners = await ChainPages.ItemsAsync(
            (key, ct) => bank.DenomOwnersAsync(
                new QueryDenomOwnersRequest { Denom = "uallo", Pagination = new() { Key = key, Limit = 2 } }, cancellationToken: ct),
            reply => reply.Pagination?.NextKey,
            reply =>
            {
                pages++;
                return reply.DenomOwners;
            },
            Ct).ToListAsync(Ct);

        var all = await bank.DenomOwnersAsync(new QueryDenomOwnersRequest { Denom = "uallo" }, cancellationToken: Ct);
        Assert.True(pages > 2, $"{pages} pages");
        Assert.Equal(all.DenomOwners, owners);
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_end()
    {
        var key = Google.Protobuf.ByteString.CopyFromUtf8("k");
        static AsyncUnaryCall<string> Reply() => new(Task.FromResult("page"), Task.FromResult(Grpc.Core.Metadata.Empty), () => Status.DefaultSuccess, () => [], () => { });

        var failure = await Assert.ThrowsAsync<AlloraException>(async () => await ChainPages.AllAsync((_, _) => Reply(), _ => key, Ct).CountAsync(Ct));

        Assert.Contains("circle", failure.Message, StringComparison.Ordinal);
    }
}
