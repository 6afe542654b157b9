using System.Text.Json;
using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Sending;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>Funds, stakes, delegations and lists of a topic, on chains of both versions: the state after each message, as the recordings imply.</summary>
public sealed class StakeAndListTests
{
    private static readonly UAllo Own = UAllo.Parse("2500000");
    private static readonly UAllo Delegated = UAllo.Parse("1250");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DevNetSchema.V9)]
    [InlineData(DevNetSchema.V10)]
    public async Task The_state_follows_every_message(DevNetSchema schema)
    {
        // The delegator is on no list of the chain.
        var genesis = DevNetGenesis.Default with { Schema = schema, Accounts = [new() { Index = 0 }, new() { Index = 1 }, new() { Index = 2, Whitelisted = false }] };
        await using var setup = await DevNetSetup.StartAsync(genesis);
        await using var wallet = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });
        using var second = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(2));
        await using var delegator = setup.Client.OpenWallet(second.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });
        using var state = new HttpClient { BaseAddress = new Uri(setup.Chain.Rest, $"/emissions/{schema.ToString().ToLowerInvariant()}/") };
        var (reputer, other) = (setup.Wallet.Address, second.Address);
        var topic = AlloraMessageTests.TopicIdOf((await SendAsync(wallet, AlloraMessage.CreateTopic(AlloraMessageSamples.Topic))).EnsureIncluded());

        var revenue = await AmountAsync($"topic_fee_revenue/{topic}", "fee_revenue");
        await IncludeAsync(wallet, AlloraMessage.FundTopic(topic, UAllo.Parse("777")));
        Assert.Equal(revenue + UAllo.Parse("777"), await AmountAsync($"topic_fee_revenue/{topic}", "fee_revenue"));

        await RefusedAsync(wallet, AlloraMessage.AddStake(topic, Own), AlloraErrorReason.NotRegistered);
        await RefusedAsync(delegator, AlloraMessage.DelegateStake(topic, reputer, Delegated), AlloraErrorReason.NotRegistered);
        await IncludeAsync(wallet, AlloraMessage.Register(TopicActor.Reputer, topic));
        await RefusedAsync(wallet, AlloraMessage.CancelRemoveStake(topic), AlloraErrorReason.NotFound);
        await IncludeAsync(wallet, AlloraMessage.AddStake(topic, Own));
        await IncludeAsync(delegator, AlloraMessage.DelegateStake(topic, reputer, Delegated));
        Assert.Equal(Own, await AmountAsync($"reputer_stake_self/{reputer}/{topic}", "amount"));
        Assert.Equal(Own + Delegated, await AmountAsync($"reputer_stake/{reputer}/{topic}", "amount"));
        Assert.Equal(Delegated, await AmountAsync($"delegate_stake/{other}/{reputer}/{topic}", "amount"));
        Assert.Equal(Own + Delegated, await AmountAsync($"stake/{topic}", "amount"));

        // A second removal replaces the first; the stake itself stays until it is paid out.
        await IncludeAsync(wallet, AlloraMessage.RemoveStake(topic, UAllo.Parse("400000")));
        await IncludeAsync(wallet, AlloraMessage.RemoveStake(topic, UAllo.Parse("300")));
        Assert.Equal("300", await TextAsync($"stake_removal/{topic}/{reputer}", "removal", "amount"));
        await IncludeAsync(delegator, AlloraMessage.RemoveDelegateStake(topic, reputer, UAllo.Parse("500")));
        Assert.Equal("500", await TextAsync($"delegate_stake_removal/{topic}/{other}/{reputer}", "removal", "amount"));
        Assert.Equal(Own + Delegated, await AmountAsync($"reputer_stake/{reputer}/{topic}", "amount"));
        await RefusedAsync(wallet, AlloraMessage.RemoveStake(topic, Own + UAllo.Parse("1")), AlloraErrorReason.InsufficientFunds);
        await RefusedAsync(delegator, AlloraMessage.RemoveDelegateStake(topic, reputer, Delegated + UAllo.Parse("1")), AlloraErrorReason.InsufficientFunds);
        await IncludeAsync(delegator, AlloraMessage.CancelRemoveDelegateStake(topic, reputer));
        await IncludeAsync(wallet, AlloraMessage.CancelRemoveStake(topic));
        await RefusedAsync(wallet, AlloraMessage.CancelRemoveStake(topic), AlloraErrorReason.NotFound);

        await IncludeAsync(wallet, AlloraMessage.EnableTopicWhitelist(TopicActor.Worker, topic));
        await IncludeAsync(wallet, AlloraMessage.AddToTopicWhitelist(TopicActor.Worker, topic, other, reputer));
        await IncludeAsync(wallet, AlloraMessage.RemoveFromTopicWhitelist(TopicActor.Worker, topic, reputer));
        Assert.Equal("true", await TextAsync($"is_topic_worker_whitelist_enabled/{topic}", "is_topic_worker_whitelist_enabled"));
        Assert.Equal("true", await TextAsync($"is_whitelisted_topic_worker/{topic}/{other}", "is_whitelisted_topic_worker"));
        Assert.Equal("false", await TextAsync($"is_whitelisted_topic_worker/{topic}/{reputer}", "is_whitelisted_topic_worker"));
        await IncludeAsync(wallet, AlloraMessage.DisableTopicWhitelist(TopicActor.Worker, topic));
        await RefusedAsync(delegator, AlloraMessage.EnableTopicWhitelist(TopicActor.Reputer, topic), AlloraErrorReason.NotPermitted);
        await RefusedAsync(delegator, AlloraMessage.AddToTopicWhitelist(TopicActor.Reputer, topic, other), AlloraErrorReason.NotPermitted);

        foreach (var nowhere in new[] { AlloraMessage.FundTopic(999, Own), AlloraMessage.Register(TopicActor.Worker, 999), AlloraMessage.EnableTopicWhitelist(TopicActor.Worker, 999) })
            await RefusedAsync(wallet, nowhere, AlloraErrorReason.UnknownTopic);

        Task<TransactionResult> SendAsync(WalletTransactions from, AlloraMessage message) => setup.SteppingAsync(from.SendAsync(message, Ct));

        async Task IncludeAsync(WalletTransactions from, AlloraMessage message) => (await SendAsync(from, message)).EnsureIncluded();

        async Task RefusedAsync(WalletTransactions from, AlloraMessage message, AlloraErrorReason reason)
        {
            var before = await setup.Client.GetBalanceAsync(from.Wallet.Address, Ct);
            var result = await SendAsync(from, message);
            Assert.Equal((message.Name, TransactionStatus.Rejected, reason), (message.Name, result.Status, result.Reason));
            Assert.Equal(before, await setup.Client.GetBalanceAsync(from.Wallet.Address, Ct));
        }

        async Task<UAllo> AmountAsync(string path, string field) => UAllo.Parse(await TextAsync(path, field));

        async Task<string> TextAsync(string path, params string[] fields)
        {
            var element = JsonElement.Parse(await state.GetStringAsync(path, Ct));
            return fields.Aggregate(element, static (inner, field) => inner.GetProperty(field)).ToString().ToLowerInvariant();
        }
    }
}
