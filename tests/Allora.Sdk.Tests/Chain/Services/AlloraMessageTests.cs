using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Sending;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>Typed messages: all that a role needs, in the words of either version, as the chain takes them.</summary>
public class AlloraMessageTests
{
    private const string Someone = AlloraMessageSamples.Someone;
    private const string Another = AlloraMessageSamples.Another;

    // What workers and reputers submit carries a signature of its own, which their loops make; parameters are changed by governance.
    private static readonly string[] Elsewhere = ["InsertWorkerPayloadRequest", "InsertReputerPayloadRequest", "UpdateParamsRequest"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v9")]
    [InlineData("v10")]
    public void Every_message_of_the_module_has_a_typed_call(string schema)
    {
        var context = new MessageContext(schema, Someone, "uallo");
        var written = AlloraMessageSamples.All(schema).Select(message => message.Write(context)).ToList();

        var expected = ChainTypes.Services[$"emissions.{schema}.MsgService"].Methods.Select(method => method.InputType.Name).Except(Elsewhere);

        Assert.Equal(
            expected.Select(name => $"/emissions.{schema}.{name}").Order(StringComparer.Ordinal),
            written.Select(message => message.TypeUrl).Where(url => url.StartsWith("/emissions", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
        foreach (var message in written)
        {
            var read = ChainTypes.FindByUrl(message.TypeUrl)!.Parser.ParseFrom(message.Value.Span);
            // The commission of a validator is withdrawn by its operator, whose address has the same bytes.
            if (read.Descriptor.Name == "MsgWithdrawValidatorCommission")
                continue;
            var sender = read.Descriptor.Fields.InFieldNumberOrder()
                .First(field => field.Name is "sender" or "creator" or "from_address" or "delegator_address" or "granter" or "depositor" || (field.Name == "grantee" && read.Descriptor.Name == "MsgExec"));
            Assert.Equal(Someone, sender.Accessor.GetValue(read));
        }
    }

    [Fact]
    public void An_older_chain_is_not_asked_for_what_it_does_not_know()
    {
        var labelled = AlloraMessage.CreateTopic(Topic() with { Labels = new TopicLabels { MaxPerSubmission = 3 } });
        var old = new MessageContext("v9", Someone, "uallo");

        var failure = Assert.Throws<AlloraException>(() => labelled.Write(old));
        Assert.Contains("CreateNewTopicRequest has no field topic_type", failure.Message, StringComparison.Ordinal);
        Assert.Equal(AlloraErrorReason.InvalidRequest, failure.Reason);
    }

    [Fact]
    public void Wrong_input_is_refused_before_anything_is_sent()
    {
        Assert.Throws<ArgumentException>(() => AlloraMessage.Transfer(Someone[..^1] + "q", UAllo.Parse("1")));
        Assert.Throws<ArgumentException>(() => AlloraMessage.Transfer(Bech32.Encode("allovaloper", new byte[20]), UAllo.Parse("1")));
        Assert.Throws<ArgumentException>(() => AlloraMessage.Delegate(Someone, UAllo.Parse("1")));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.AddStake(1, UAllo.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.AddStake(0, UAllo.Parse("1")));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.FundTopic(1, UAllo.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.FundTopic(1, new UAllo(System.Numerics.BigInteger.One << 256)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.AddToTopicWhitelist(TopicActor.Worker, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.CreateTopic(Topic() with { GroundTruthLag = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.Register((TopicActor)7, 1));
    }

    [Fact]
    public void An_address_of_another_chain_is_refused_before_anything_is_sent()
    {
        var foreign = Bech32.Encode("cosmos", new byte[20]);
        var context = new MessageContext("v10", Someone, "uallo");

        foreach (var message in new[] { AlloraMessage.Transfer(foreign, UAllo.Parse("1")), AlloraMessage.DelegateStake(1, foreign, UAllo.Parse("1")), AlloraMessage.AddToTopicWhitelist(TopicActor.Worker, 1, Another, foreign) })
        {
            var refusal = Assert.Throws<AlloraException>(() => message.Write(context));
            Assert.Equal(AlloraErrorReason.InvalidRequest, refusal.Reason);
            Assert.Contains(foreign, refusal.Message, StringComparison.Ordinal);
        }

        // A topic may be about anything.
        AlloraMessage.CreateTopic(Topic() with { Metadata = foreign }).Write(context);
    }

    [Theory]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task A_topic_is_created_funded_registered_in_and_staked_upon(DevNetSchema schema)
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Schema = schema });
        await using var wallet = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });

        var created = (await SendAsync(setup, wallet, AlloraMessage.CreateTopic(Topic()))).EnsureIncluded();
        var id = TopicIdOf(created);
        var funded = await SendAsync(
            setup, wallet, AlloraMessage.FundTopic(id, UAllo.FromAllo("10")), AlloraMessage.Register(TopicActor.Reputer, id), AlloraMessage.AddStake(id, UAllo.FromAllo("2.5")));
        var changed = await SendAsync(
            setup, wallet,
            AlloraMessage.UpdateTopic(await setup.Client.PrepareTopicUpdateAsync(id, new TopicChange { Metadata = "renamed" }, Ct)),
            AlloraMessage.RemoveStake(id, UAllo.FromAllo("1")),
            AlloraMessage.EnableTopicWhitelist(TopicActor.Worker, id),
            AlloraMessage.AddToTopicWhitelist(TopicActor.Worker, id, Someone, Another));

        funded.EnsureIncluded();
        changed.EnsureIncluded();
        Assert.Equal("renamed", (await setup.Client.GetTopicAsync(id, Ct)).Metadata);
        Assert.True(await setup.Client.CanSubmitWorkerPayloadAsync(id, Another, Ct));
        Assert.False(await setup.Client.CanSubmitWorkerPayloadAsync(id, "allo1487denmpmvdnyzvavfunwl770nhzh4ypep038k", Ct));
        (await SendAsync(setup, wallet, AlloraMessage.CancelRemoveStake(id))).EnsureIncluded();
    }

    [Fact]
    public async Task Several_messages_happen_together_or_not_at_all()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var wallet = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });
        var other = setup.Chain.Accounts[2].Address;
        var raw = AlloraMessage.Of(setup.Send("3"));

        var refused = await wallet.SendAsync([AlloraMessage.Transfer(other, UAllo.Parse("1")), AlloraMessage.Register(TopicActor.Worker, 999)], Ct);
        var before = await setup.Client.GetBalanceAsync(other, Ct);
        (await SendAsync(setup, wallet, AlloraMessage.Transfer(other, UAllo.Parse("2")), raw)).EnsureIncluded();

        Assert.Equal((TransactionStatus.Rejected, AlloraErrorReason.UnknownTopic), (refused.Status, refused.Reason));
        Assert.Equal(before + UAllo.Parse("5"), await setup.Client.GetBalanceAsync(other, Ct));
    }

    private static TopicDefinition Topic() => AlloraMessageSamples.Topic;

    internal static ulong TopicIdOf(TransactionResult result) => result.Receipt!.Events
        .Where(e => e.Type.EndsWith(".EventCreateNewTopic", StringComparison.Ordinal))
        .Select(e => IdOf(e.Attributes.Single(a => a.Key == "topic").Value)).Single();

    private static ulong IdOf(string json) => ulong.Parse(System.Text.Json.JsonElement.Parse(json).Text("id"), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<TransactionResult> SendAsync(DevNetSetup setup, WalletTransactions wallet, params IReadOnlyList<AlloraMessage> messages)
    {
        var sending = wallet.SendAsync(messages, Ct);
        while (!sending.IsCompleted)
        {
            await setup.Chain.StepAsync(cancellationToken: Ct);
            await Task.WhenAny(sending, Task.Delay(20, Ct));
        }

        return await sending;
    }
}
