using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Genesis;

/// <summary>Builds the state before the first block.</summary>
internal static class GenesisBuilder
{
    private const int DefaultAccounts = 10;

    public static (ChainState State, IReadOnlyList<DevNetAccount> Accounts) Build(DevNetGenesis genesis, ValidatorKey validator, DateTimeOffset now)
    {
        var accounts = (genesis.Accounts ?? Defaults()).Select(Resolve).ToList();
        if (accounts.Select(static pair => pair.Public.Address).Distinct().Count() != accounts.Count)
            throw new ArgumentException("the genesis names an account twice");
        var records = ImmutableDictionary.CreateBuilder<string, AccountRecord>(StringComparer.Ordinal);
        var balances = ImmutableDictionary.CreateBuilder<string, BigInteger>(StringComparer.Ordinal);
        var next = 0UL;
        foreach (var (account, known) in accounts)
        {
            var number = account.AccountNumber ?? next;
            records[known.Address] = new AccountRecord(known.Address, number, account.Sequence, null) { Vesting = Schedule(account) };
            balances[known.Address] = account.Uallo.Value;
            next = Math.Max(next, number + 1);
        }

        foreach (var (name, address) in ModuleAccounts.All)
            records[address] = new AccountRecord(address, next++, 0, null) { Module = name };
        balances[ModuleAccounts.BondedPool] = genesis.ValidatorStake.Value;
        var operatorAddress = ChainAddress.FromBytes(validator.Address, "allovaloper");
        var start = genesis.Time ?? now;
        var price = new LegacyDec(genesis.GasPrice.Scaled18);
        var state = new ChainState
        {
            ChainId = genesis.ChainId,
            Height = genesis.InitialHeight - 1,
            Time = start,
            Schema = genesis.Schema,
            Accounts = records.ToImmutable(),
            NextAccountNumber = next,
            Balances = balances.ToImmutable(),
            Feemarket = new FeemarketState
            {
                Enabled = genesis.Feemarket,
                BasePrice = price,
                MinimumPrice = price,
                LearningRate = ParseDecimal(genesis.GasPriceLearningRate, "gas_price_learning_rate"),
            },
            Upgrade = new UpgradeState { Plan = Plan(genesis) },
            Mint = new MintState { Start = genesis.InitialHeight - 1 },
            Validator = new ValidatorRecord
            {
                OperatorAddress = operatorAddress,
                Moniker = "devnet",
                PublicKey = validator.PublicKey,
                Tokens = genesis.ValidatorStake.Value,
                Delegations = ImmutableSortedDictionary.Create<string, BigInteger>(StringComparer.Ordinal)
                    .Add(ChainAddress.FromBytes(validator.Address), genesis.ValidatorStake.Value),
                CommissionUpdated = start,
            },
            Emissions = Emissions(genesis, [.. accounts.Select(static pair => (pair.Genesis, pair.Public.Address))]),
            AppHash = System.Security.Cryptography.SHA256.HashData([]),
        };
        var staked = state.Emissions.Topics.Values.Aggregate(BigInteger.Zero, static (sum, topic) => sum + topic.Stake);
        // What was paid for topics is with the ecosystem.
        var funds = state.Emissions.Topics.Values.Aggregate(BigInteger.Zero, static (sum, topic) => sum + topic.Revenue);
        state = state with { Balances = state.Balances.SetItem(ModuleAccounts.AlloraStaking, staked).SetItem(ModuleAccounts.Ecosystem, funds) };
        return (state, [.. accounts.Select(static pair => pair.Public)]);
    }

    private static VestingSchedule? Schedule(GenesisAccount account)
    {
        if (account.Vesting is not { } vesting)
            return null;
        return vesting.Uallo.Value <= account.Uallo.Value && (vesting.Start is null || vesting.Start < vesting.End)
            ? new VestingSchedule(vesting.Uallo.Value, vesting.Start, vesting.End)
            : throw new ArgumentException($"the genesis account {account.Name ?? account.Address} locks more than it has, or its vesting ends before it starts");
    }

    private static UpgradePlan? Plan(DevNetGenesis genesis)
    {
        if (genesis.UpgradePlan is not { } plan)
            return null;
        return plan.Name.Length > 0 && plan.Height > genesis.InitialHeight
            ? new UpgradePlan(plan.Name, plan.Height, plan.Info)
            : throw new ArgumentException($"the upgrade plan needs a name, and a height above the first block's, {genesis.InitialHeight}");
    }

    private static LegacyDec ParseDecimal(string text, string what)
    {
        try
        {
            var parsed = LegacyDec.Parse(text);
            return parsed.Scaled.Sign >= 0 ? parsed : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new ArgumentException($"{what} is \"{text}\", which is no decimal of at least 0 with at most 18 places");
        }
    }

    private static IReadOnlyList<GenesisAccount> Defaults() =>
        [.. Enumerable.Range(0, DefaultAccounts).Select(static index => new GenesisAccount { Name = $"test{index}", Index = index })];

    private static (GenesisAccount Genesis, DevNetAccount Public) Resolve(GenesisAccount account)
    {
        var mnemonic = account.Address is null ? account.Mnemonic ?? DevNetGenesis.TestMnemonic : account.Mnemonic ?? "";
        var address = account.Address ?? TestKeys.Address(mnemonic, account.Index);
        if (!ChainAddress.IsValid(address))
            throw new ArgumentException($"the genesis account {account.Name ?? address} has the address \"{address}\", which is no {ChainAddress.Prefix} address");
        return (account, new DevNetAccount { Name = account.Name ?? address, Address = address, Index = account.Index, Mnemonic = mnemonic });
    }

    private static EmissionsState Emissions(DevNetGenesis genesis, IReadOnlyList<(GenesisAccount Genesis, string Address)> accounts)
    {
        var parameters = DefaultParams.Create();
        // Both schemas call it so: it is no sign of the schema.
        parameters.Version = "v10";
        foreach (var (name, value) in genesis.Parameters)
            DefaultParams.Set(parameters, name, value);
        var allowed = accounts.Where(static pair => pair.Genesis.Whitelisted).Select(static pair => pair.Address)
            .ToImmutableSortedSet(StringComparer.Ordinal);
        var emissions = new EmissionsState
        {
            Params = parameters,
            Whitelists = new Whitelists { Admins = allowed, Global = allowed, TopicCreators = allowed, GlobalWorkers = allowed, GlobalReputers = allowed, GlobalAdmins = allowed },
        };
        var first = accounts.Count > 0 ? accounts[0].Address : throw new ArgumentException("the genesis has no account");
        return GenesisTopics.Add(emissions, genesis, first);
    }
}
