using System.Numerics;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Authz.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Distribution.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Upgrade.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Vesting.V1Beta1;
using Allora.Sdk.Sending;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>Authorizations, rewards of delegations, the community pool, vesting: typed messages and queries on chains of both versions.</summary>
public sealed class GrantAndRewardTests
{
    private const string SendUrl = "/cosmos.bank.v1beta1.MsgSend";
    private static readonly UAllo Stake = UAllo.FromAllo("1000");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DevNetSchema.V9, AlloraTransport.Grpc)]
    [InlineData(DevNetSchema.V10, AlloraTransport.Grpc)]
    [InlineData(DevNetSchema.V10, AlloraTransport.Rest)]
    public async Task A_granted_message_is_sent_in_the_granters_name_until_it_is_taken_back(DevNetSchema schema, AlloraTransport way)
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Schema = schema }, way: way);
        await using var granter = Open(setup, setup.Wallet);
        using var second = Account(2);
        await using var grantee = Open(setup, second);
        var target = setup.Chain.Accounts[5].Address;
        var transfer = AlloraMessage.ExecuteFor(setup.Wallet.Address, AlloraMessage.Transfer(target, UAllo.Parse("7")), AlloraMessage.Transfer(target, UAllo.Parse("8")));
        var ends = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

        await RefusedAsync(setup, grantee, transfer, "authorization not found");
        await IncludeAsync(setup, granter, AlloraMessage.Authorize(second.Address, SendUrl, ends));
        var services = setup.Client.Services;
        var grant = Assert.Single((await services.Authz.GrantsAsync(new QueryGrantsRequest { Granter = setup.Wallet.Address, Grantee = second.Address }, cancellationToken: Ct)).Grants);
        Assert.Equal((SendUrl, ends), (grant.Authorization.Unpack<GenericAuthorization>().Msg, grant.Expiration.ToDateTimeOffset()));
        Assert.Equal(second.Address, Assert.Single((await services.Authz.GranterGrantsAsync(new QueryGranterGrantsRequest { Granter = setup.Wallet.Address }, cancellationToken: Ct)).Grants).Grantee);
        Assert.Equal(setup.Wallet.Address, Assert.Single((await services.Authz.GranteeGrantsAsync(new QueryGranteeGrantsRequest { Grantee = second.Address }, cancellationToken: Ct)).Grants).Granter);

        var before = await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct);
        var received = await setup.Client.GetBalanceAsync(target, Ct);
        await IncludeAsync(setup, grantee, transfer);
        Assert.Equal(received + UAllo.Parse("15"), await setup.Client.GetBalanceAsync(target, Ct));
        // The grantee pays the fee, the granter the transfers.
        Assert.Equal(before, await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct) + UAllo.Parse("15"));
        await RefusedAsync(setup, grantee, AlloraMessage.ExecuteFor(setup.Wallet.Address, AlloraMessage.FundTopic(67, UAllo.Parse("1"))), "authorization not found");

        await IncludeAsync(setup, granter, AlloraMessage.Revoke(second.Address, SendUrl));
        await RefusedAsync(setup, grantee, transfer, "authorization not found");
        await RefusedAsync(setup, granter, AlloraMessage.Revoke(second.Address, SendUrl), "authorization not found");
        await RefusedAsync(setup, granter, AlloraMessage.Authorize(second.Address, "/cosmos.bank.v1beta1.MsgNothing"), "doesn't exist");
        await RefusedAsync(setup, granter, AlloraMessage.Authorize(setup.Wallet.Address, SendUrl), "needs no grant");
        await RefusedAsync(setup, granter, AlloraMessage.Authorize(second.Address, SendUrl, new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)), "more than current time");
    }

    [Theory]
    [InlineData(DevNetSchema.V9, AlloraTransport.Grpc)]
    [InlineData(DevNetSchema.V10, AlloraTransport.Rest)]
    public async Task Delegations_earn_what_the_validator_does_not_keep(DevNetSchema schema, AlloraTransport way)
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Schema = schema }, way: way);
        await using var wallet = Open(setup, setup.Wallet);
        var services = setup.Client.Services;
        var own = setup.Wallet.Address;
        var validator = (await services.Staking.ValidatorsAsync(new(), cancellationToken: Ct)).Validators[0].OperatorAddress;
        var receiver = AlloraWallet.Create().Wallet.Address;
        await RefusedAsync(setup, wallet, AlloraMessage.WithdrawDelegationReward(validator), "no delegation distribution info");
        await IncludeAsync(setup, wallet, AlloraMessage.Delegate(validator, Stake));
        await setup.Chain.StepAsync(5, Ct);

        // Half of the stake: half of what the validator does not keep.
        var pending = await PendingAsync();
        Assert.True(pending > BigInteger.Zero);
        Assert.Equal(pending, Scaled((await services.Distribution.DelegationTotalRewardsAsync(new QueryDelegationTotalRewardsRequest { DelegatorAddress = own }, cancellationToken: Ct)).Total));
        Assert.Equal(validator, Assert.Single((await services.Distribution.DelegatorValidatorsAsync(new QueryDelegatorValidatorsRequest { DelegatorAddress = own }, cancellationToken: Ct)).Validators));
        var info = await services.Distribution.ValidatorDistributionInfoAsync(new QueryValidatorDistributionInfoRequest { ValidatorAddress = validator }, cancellationToken: Ct);
        Assert.True(Scaled(info.SelfBondRewards) > pending);
        Assert.Equal(Scaled((await services.Distribution.ValidatorCommissionAsync(new QueryValidatorCommissionRequest { ValidatorAddress = validator }, cancellationToken: Ct)).Commission.Commission), Scaled(info.Commission));

        await IncludeAsync(setup, wallet, AlloraMessage.SetWithdrawAddress(receiver));
        Assert.Equal(receiver, (await services.Distribution.DelegatorWithdrawAddressAsync(new QueryDelegatorWithdrawAddressRequest { DelegatorAddress = own }, cancellationToken: Ct)).WithdrawAddress);
        await IncludeAsync(setup, wallet, AlloraMessage.WithdrawDelegationReward(validator));
        var paid = await setup.Client.GetBalanceAsync(receiver, Ct);
        Assert.True(paid.Value > pending / BigInteger.Pow(10, 18));
        // A change of the delegation pays it too.
        await IncludeAsync(setup, wallet, AlloraMessage.Undelegate(validator, Stake));
        Assert.True(await setup.Client.GetBalanceAsync(receiver, Ct) > paid);
        Assert.Empty((await services.Distribution.DelegationTotalRewardsAsync(new QueryDelegationTotalRewardsRequest { DelegatorAddress = own }, cancellationToken: Ct)).Rewards);

        var pool = await PoolAsync();
        await IncludeAsync(setup, wallet, AlloraMessage.FundCommunityPool(UAllo.FromAllo("3")));
        await IncludeAsync(setup, wallet, AlloraMessage.DepositValidatorRewards(validator, UAllo.FromAllo("2")));
        Assert.True(await PoolAsync() >= pool + (UAllo.FromAllo("3").Value * BigInteger.Pow(10, 18)));
        Assert.Equal("20000000000000000", (await services.Distribution.ParamsAsync(new(), cancellationToken: Ct)).Params.CommunityTax);
        Assert.Empty((await services.Distribution.ValidatorSlashesAsync(new QueryValidatorSlashesRequest { ValidatorAddress = validator }, cancellationToken: Ct)).Slashes);
        // Nothing is lost or made: the module holds what it owes.
        var owed = Scaled((await services.Distribution.ValidatorOutstandingRewardsAsync(new QueryValidatorOutstandingRewardsRequest { ValidatorAddress = validator }, cancellationToken: Ct)).Rewards.Rewards) + await PoolAsync();
        var module = (await services.Auth.ModuleAccountByNameAsync(new QueryModuleAccountByNameRequest { Name = "distribution" }, cancellationToken: Ct)).Account.Unpack<ModuleAccount>().BaseAccount.Address;
        Assert.Equal((await setup.Client.GetBalanceAsync(module, Ct)).Value * BigInteger.Pow(10, 18), owed);
        await RefusedAsync(setup, wallet, AlloraMessage.WithdrawCommission(validator), "is not the operator");

        async Task<BigInteger> PendingAsync() =>
            Scaled((await services.Distribution.DelegationRewardsAsync(new QueryDelegationRewardsRequest { DelegatorAddress = own, ValidatorAddress = validator }, cancellationToken: Ct)).Rewards);

        async Task<BigInteger> PoolAsync() => Scaled((await services.Distribution.CommunityPoolAsync(new(), cancellationToken: Ct)).Pool);
    }

    [Theory]
    [InlineData(AlloraTransport.Grpc)]
    [InlineData(AlloraTransport.Rest)]
    public async Task Vesting_accounts_are_typed_and_spend_what_is_free(AlloraTransport way)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var vesting = new GenesisVesting { Uallo = UAllo.FromAllo("100"), Start = start, End = start.AddSeconds(100) };
        await using var setup = await DevNetSetup.StartAsync(
            new DevNetGenesis
            {
                Time = start,
                StepPerBlock = TimeSpan.FromSeconds(10),
                Accounts =
                [
                    new GenesisAccount { Index = 0 },
                    new GenesisAccount { Index = 1, Uallo = UAllo.FromAllo("110"), Vesting = vesting },
                    new GenesisAccount { Index = 2, Uallo = UAllo.FromAllo("1"), Vesting = new GenesisVesting { Uallo = UAllo.FromAllo("1"), End = start.AddSeconds(100) } },
                ],
            },
            way: way);
        var services = setup.Client.Services;
        await setup.Chain.StepAsync(3, Ct);
        var account = (await services.Auth.AccountAsync(new QueryAccountRequest { Address = setup.Wallet.Address }, cancellationToken: Ct)).Account.Unpack<ContinuousVestingAccount>();
        Assert.Equal((start.ToUnixTimeSeconds(), start.AddSeconds(100).ToUnixTimeSeconds()), (account.StartTime, account.BaseVestingAccount.EndTime));
        Assert.Equal("100000000000000000000", Assert.Single(account.BaseVestingAccount.OriginalVesting).Amount);
        var later = (await services.Auth.AccountAsync(new QueryAccountRequest { Address = setup.Chain.Accounts[2].Address }, cancellationToken: Ct)).Account.Unpack<DelayedVestingAccount>();
        Assert.Equal(setup.Chain.Accounts[2].Address, later.BaseVestingAccount.BaseAccount.Address);

        // 30 of 100 seconds have passed: 30 of 100 ALLO are free, and the 10 that were never locked.
        Assert.Equal(UAllo.FromAllo("40"), await SpendableAsync());
        await using var wallet = Open(setup, setup.Wallet);
        await RefusedAsync(setup, wallet, AlloraMessage.Transfer(setup.Chain.Accounts[0].Address, UAllo.FromAllo("90")), "is smaller than 90000000000000000000uallo");
        await setup.Chain.StepAsync(10, Ct);
        await IncludeAsync(setup, wallet, AlloraMessage.Transfer(setup.Chain.Accounts[0].Address, UAllo.FromAllo("90")));

        async Task<UAllo> SpendableAsync() => UAllo.Parse((await services.Bank.SpendableBalanceByDenomAsync(
            new QuerySpendableBalanceByDenomRequest { Address = setup.Wallet.Address, Denom = "uallo" }, cancellationToken: Ct)).Balance.Amount);
    }

    [Fact]
    public async Task What_only_a_vote_can_do_is_refused_without_a_fee()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var wallet = Open(setup, setup.Wallet);
        var upgrade = new MsgSoftwareUpgrade { Authority = setup.Wallet.Address, Plan = new Plan { Name = "v0.18.0", Height = 900 } };
        await RefusedAsync(setup, wallet, AlloraMessage.Of(Encodings.Transactions.TransactionMessage.From(upgrade)), "expected gov account");
        await RefusedAsync(setup, wallet, AlloraMessage.Of(Encodings.Transactions.TransactionMessage.From(new MsgCommunityPoolSpend { Authority = setup.Wallet.Address })), "expected gov account");
    }

    [Fact]
    public void Wrong_grants_are_refused_before_anything_is_sent()
    {
        Assert.Throws<ArgumentException>(() => AlloraMessage.Authorize(AlloraMessageSamples.Another, "cosmos.bank.v1beta1.MsgSend"));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.ExecuteFor(AlloraMessageSamples.Another));
        Assert.Throws<ArgumentException>(() => AlloraMessage.ExecuteFor("allo1wrong", AlloraMessage.FundTopic(1, UAllo.Parse("1"))));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlloraMessage.FundCommunityPool(UAllo.Zero));
        Assert.Throws<ArgumentException>(() => AlloraMessage.WithdrawCommission(AlloraMessageSamples.Another));
    }

    private static AlloraWallet Account(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index));

    private static WalletTransactions Open(DevNetSetup setup, AlloraWallet wallet) =>
        setup.Client.OpenWallet(wallet.InMemory(), new TransactionOptions { BlocksToLive = 10_000 });

    private static BigInteger Scaled(IEnumerable<Protos.Cosmos.Base.V1Beta1.DecCoin> coins) =>
        coins.Aggregate(BigInteger.Zero, static (sum, coin) => sum + BigInteger.Parse(coin.Amount, System.Globalization.CultureInfo.InvariantCulture));

    private static async Task IncludeAsync(DevNetSetup setup, WalletTransactions from, AlloraMessage message) =>
        (await setup.SteppingAsync(from.SendAsync(message, Ct))).EnsureIncluded();

    private static async Task RefusedAsync(DevNetSetup setup, WalletTransactions from, AlloraMessage message, string why)
    {
        var before = await setup.Client.GetBalanceAsync(from.Wallet.Address, Ct);
        var result = await setup.SteppingAsync(from.SendAsync(message, Ct));
        Assert.Equal(TransactionStatus.Rejected, result.Status);
        Assert.Contains(why, result.Message, StringComparison.Ordinal);
        Assert.Equal(before, await setup.Client.GetBalanceAsync(from.Wallet.Address, Ct));
    }
}
