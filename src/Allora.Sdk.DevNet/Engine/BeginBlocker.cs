using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>
/// Fees and emission at the beginning of a block. The emission is that of a young chain, found once (see <see cref="Emission"/>) and paid by
/// the ecosystem account.
/// </summary>
internal static class BeginBlocker
{
    private const long BlocksPerMonth = 864_000;

    private static readonly LegacyDec ValidatorShare = LegacyDec.Parse("0.98");
    private static readonly LegacyDec CommissionShare = LegacyDec.Parse("0.1");

    public static void Run(Execution run, string proposer)
    {
        _ = proposer;
        var fees = run.State.Balance(ModuleAccounts.FeeCollector);
        if (!fees.IsZero)
        {
            Bank.Send(run, ModuleAccounts.FeeCollector, ModuleAccounts.Distribution, fees);
            var rewards = new LegacyDec(fees * BigInteger.Pow(10, 18)) * ValidatorShare;
            run.Emit("commission", ("amount", $"{rewards * CommissionShare}uallo"), ("validator", run.State.Validator.OperatorAddress));
            run.Emit("rewards", ("amount", $"{rewards}uallo"), ("validator", run.State.Validator.OperatorAddress));
        }

        var toValidators = run.State.ForValidators();
        var toAllora = run.State.ForAllora();
        Bank.Send(run, ModuleAccounts.Ecosystem, ModuleAccounts.FeeCollector, toValidators);
        Bank.Send(run, ModuleAccounts.Ecosystem, ModuleAccounts.AlloraRewards, toAllora);
        Emit(
            run,
            "mint.v3.EventRewardCurrentBlockEmission",
            ("block_height", run.Height.ToString(CultureInfo.InvariantCulture)),
            ("token_amount", toAllora.ToString(CultureInfo.InvariantCulture)));
        EmitInfo(run, toValidators, toAllora);
    }

    private static void EmitInfo(Execution run, BigInteger toValidators, BigInteger toAllora)
    {
        const string Rate = "0.038000000000000000";
        var ecosystem = run.State.Balance(ModuleAccounts.Ecosystem);
        var staked = run.State.Emissions.Topics.Values.Aggregate(run.State.Validator.Tokens, static (sum, topic) => sum + topic.Stake);
        var supply = run.State.Balances.Values.Aggregate(BigInteger.Zero, static (sum, balance) => sum + balance);
        Emit(
            run,
            "mint.v3.EventEmissionInfo",
            ("allora_rewards_cut", $"{toAllora}"),
            ("block_emission", $"{run.State.BlockEmission}"),
            ("block_height_target_e_i_last_calculated", "1"),
            ("block_height_target_e_i_next_calculated", $"{BlocksPerMonth + 1}"),
            ("blocks_per_month", $"{BlocksPerMonth}"),
            ("circulating_supply", $"{supply - ecosystem}"),
            ("ecosystem_balance", $"{ecosystem}"),
            ("ecosystem_locked", $"{ecosystem}"),
            ("ecosystem_mint_supply_remaining", "0"),
            ("emission_per_month", $"{run.State.BlockEmission * BlocksPerMonth}"),
            ("emission_per_unit_staked_token", Rate),
            ("locked_vesting_tokens_foundation", "0"),
            ("locked_vesting_tokens_investors_preseed", "0"),
            ("locked_vesting_tokens_investors_seed", "0"),
            ("locked_vesting_tokens_team", "0"),
            ("locked_vesting_tokens_total", "0"),
            ("max_supply", "1000000000000000000000000000"),
            ("maximum_monthly_emission_per_unit_staked_token", Rate),
            ("months_already_unlocked", "0"),
            ("network_staked_tokens", $"{staked}"),
            ("previous_block_emission", $"{run.State.BlockEmission}"),
            ("previous_reward_emission_per_unit_staked_token", Rate),
            ("reputers_percent", "0.000000000000000000"),
            ("starting_emissions_block_height", "0"),
            ("target_emission_rate_per_unit_staked_token", Rate),
            ("target_reward_emission_per_unit_staked_token", Rate),
            ("updated_months_unlocked", "0"),
            ("validator_cut", $"{toValidators}"),
            ("validators_percent", "0.250000000000000000"));
    }

    private static void Emit(Execution run, string type, params (string Key, string Value)[] attributes) =>
        run.Emit(new AbciEvent(type, [.. attributes.Select(static pair => new AbciAttribute(pair.Key, $"\"{pair.Value}\""))]));
}
