using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Sending;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>A topic from its creation through an update of each field alone, on chains of both versions.</summary>
public sealed class TopicUpdateTests
{
    private static readonly IReadOnlyList<(string Field, TopicChange Change, string After)> Fields =
    [
        ("metadata", new TopicChange { Metadata = "renamed" }, "renamed"),
        ("metadata", new TopicChange { Metadata = "" }, ""),
        ("loss_method", new TopicChange { LossMethod = "mae" }, "mae"),
        ("alpha_regret", new TopicChange { AlphaRegret = ChainDecimal.Parse("1") }, "1"),
        ("merit_sortition_alpha", new TopicChange { MeritSortitionAlpha = ChainDecimal.Parse("0") }, "0"),
        ("p_norm", new TopicChange { PNorm = ChainDecimal.Parse("4.5") }, "4.5"),
        ("c_norm", new TopicChange { CNorm = ChainDecimal.Parse("-0.0000001") }, "-1E-7"),
    ];

    private static readonly IReadOnlyList<(string Field, TopicChange Change, string After)> LabelFields =
    [
        ("max_labels_per_submission", new TopicChange { MaxLabelsPerSubmission = 1024 }, "1024"),
        ("label_whitelist", new TopicChange { LabelWhitelist = [" Up ", "sideways"] }, "up, sideways"),
        ("label_whitelist", new TopicChange { LabelWhitelist = [] }, ""),
        ("label_default_value", new TopicChange { LabelDefaultValue = ChainDecimal.Parse("0.25") }, "0.25"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DevNetSchema.V9, AlloraTransport.Grpc)]
    [InlineData(DevNetSchema.V10, AlloraTransport.Grpc)]
    [InlineData(DevNetSchema.V10, AlloraTransport.Rest)]
    [InlineData(DevNetSchema.V10, AlloraTransport.Rpc)]
    public async Task Each_field_changes_alone(DevNetSchema schema, AlloraTransport way)
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Schema = schema }, way: way);
        await using var wallet = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });
        var id = await CreateAsync(setup, wallet, schema);
        var before = await FieldsAsync(setup, schema, id);

        foreach (var (field, change, after) in schema == DevNetSchema.V9 ? Fields : [.. Fields, .. LabelFields])
        {
            var update = await setup.Client.PrepareTopicUpdateAsync(id, change, Ct);
            Assert.Equal([new TopicFieldChange { Field = field, Before = before[field], After = after }], update.Changes);
            (await setup.SteppingAsync(wallet.SendAsync(AlloraMessage.UpdateTopic(update), Ct))).EnsureIncluded();

            // The chain's state is the one before but for this field.
            before[field] = after;
            Assert.Equal(before, await FieldsAsync(setup, schema, id));
        }

        var same = await setup.Client.PrepareTopicUpdateAsync(id, new TopicChange { LossMethod = "mae" }, Ct);
        Assert.Empty(same.Changes);
        Assert.Throws<ArgumentException>(() => AlloraMessage.UpdateTopic(same));
    }

    [Theory]
    [InlineData(DevNetSchema.V9, "5", "between 2.5 and 4.5")]
    [InlineData(DevNetSchema.V10, "10.5", "between 1 and 10")]
    public async Task Values_outside_of_a_versions_bounds_cost_nothing(DevNetSchema schema, string norm, string bounds)
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Schema = schema });
        await using var wallet = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });
        var balance = await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct);

        var update = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.PrepareTopicUpdateAsync(DevNetSetup.SingleTopic, new TopicChange { PNorm = ChainDecimal.Parse(norm) }, Ct));
        Assert.Contains(bounds, update.Message, StringComparison.Ordinal);
        if (schema == DevNetSchema.V9)
        {
            // Both are right on a chain of the other version.
            foreach (var topic in new[] { Single() with { PNorm = ChainDecimal.Parse(norm) }, Single() with { ActiveInfererQuantile = ChainDecimal.Parse("1") } })
            {
                var creation = await wallet.SendAsync(AlloraMessage.CreateTopic(topic), Ct);
                Assert.Equal(AlloraErrorReason.InvalidRequest, creation.Reason);
                Assert.Contains("emissions v9", creation.Message, StringComparison.Ordinal);
            }

            Assert.Contains("no labels", (await Assert.ThrowsAsync<AlloraException>(() => setup.Client.PrepareTopicUpdateAsync(DevNetSetup.SingleTopic, new TopicChange { MaxLabelsPerSubmission = 2 }, Ct))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(balance, await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct));
    }

    [Fact]
    public async Task What_is_fixed_while_a_window_is_open_waits_for_its_end()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var fixedThen = new TopicChange { MeritSortitionAlpha = ChainDecimal.Parse("0.7") };
        var window = await setup.OpenWindowAsync();

        var refusal = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.PrepareTopicUpdateAsync(DevNetSetup.SingleTopic, fixedThen, Ct));
        Assert.True(refusal.IsTransient);
        Assert.Contains($"merit_sortition_alpha cannot change while a window is open: wait for block {window.End}", refusal.Message, StringComparison.Ordinal);
        // Others can change.
        Assert.Null((await setup.Client.PrepareTopicUpdateAsync(DevNetSetup.SingleTopic, new TopicChange { CNorm = ChainDecimal.Parse("0.7") }, Ct)).LastHeight);

        while (setup.Chain.Height < window.End)
            await setup.Chain.StepAsync(cancellationToken: Ct);
        var update = await setup.Client.PrepareTopicUpdateAsync(DevNetSetup.SingleTopic, fixedThen, Ct);
        Assert.Equal((await setup.Client.GetWorkerWindowAsync(DevNetSetup.SingleTopic, null, Ct)).NextStart, update.LastHeight);
    }

    [Fact]
    public async Task Only_the_creator_sends_an_update()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var wallet = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });
        var update = await setup.Client.PrepareTopicUpdateAsync(DevNetSetup.SingleTopic, new TopicChange { Metadata = "mine" }, Ct);

        var result = await wallet.SendAsync(AlloraMessage.UpdateTopic(update), Ct);

        Assert.Equal(AlloraErrorReason.NotPermitted, result.Reason);
        Assert.Null(result.Hash);
    }

    internal static TopicDefinition Single() => AlloraMessageSamples.Topic;

    private static async Task<ulong> CreateAsync(DevNetSetup setup, WalletTransactions wallet, DevNetSchema schema)
    {
        var topic = schema == DevNetSchema.V9
            ? Single()
            : Single() with { IsClassification = true, Labels = new TopicLabels { MaxPerSubmission = 3, Whitelist = ["UP", "down"] } };
        var created = (await setup.SteppingAsync(wallet.SendAsync(AlloraMessage.CreateTopic(topic), Ct))).EnsureIncluded();
        return AlloraMessageTests.TopicIdOf(created);
    }

    /// <summary>Every field of the topic in the state, by its name.</summary>
    private static async Task<Dictionary<string, string>> FieldsAsync(DevNetSetup setup, DevNetSchema schema, ulong id)
    {
        Google.Protobuf.IMessage topic = schema == DevNetSchema.V9
            ? (await setup.Client.Services.EmissionsV9.GetTopicAsync(new Protos.Emissions.V9.GetTopicRequest { TopicId = id }, cancellationToken: Ct)).Topic
            : (await setup.Client.Services.EmissionsV10.GetTopicAsync(new Protos.Emissions.V10.GetTopicRequest { TopicId = id }, cancellationToken: Ct)).Topic;
        return topic.Descriptor.Fields.InDeclarationOrder().ToDictionary(
            static field => field.Name,
            field => field.Accessor.GetValue(topic) is System.Collections.IList list ? string.Join(", ", list.Cast<object>()) : $"{field.Accessor.GetValue(topic)}");
    }
}
