using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Mint;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>
/// The emission of a block: recalculated in the first block of a month, minted as far as the ecosystem's balance lacks it, and divided between
/// validators and topics.
/// </summary>
internal static class Minting
{
    public static void Run(Execution run)
    {
        if (MonthlyEmission.IsTurnOfMonth(run.State.Blocks(), run.State.BlocksPerMonth()))
            Recalculate(run);
        var emission = run.State.Mint.BlockEmission;
        Mint(run, emission);
        var (toValidators, toAllora) = (run.State.ForValidators(), run.State.ForAllora());
        Bank.Send(run, ModuleAccounts.Ecosystem, ModuleAccounts.FeeCollector, toValidators);
        Bank.Send(run, ModuleAccounts.Ecosystem, ModuleAccounts.AlloraRewards, toAllora);
        Emit(run, "RewardCurrentBlockEmission", ("block_height", Text(run.Height)), ("token_amount", Text(toAllora)));
        EmitInfo(run);
    }

    private static void Recalculate(Execution run)
    {
        var emissions = run.State.Emissions;
        var share = MonthlyEmission.ReputerShare(emissions.MonthlyReputerRewards, emissions.MonthlyTopicRewards);
        run.State = run.State with
        {
            Emissions = emissions with { ReputerShare = share, MonthlyReputerRewards = BigInteger.Zero, MonthlyTopicRewards = BigInteger.Zero },
        };
        EmissionsEvents.Emit(run, new EventPreviousPercentageRewardToStakedReputersSet { BlockHeight = run.Height, Percentage = share.ToString() });
        var staked = run.State.StakedTokens();
        var month = run.State.Recalculate(staked);
        run.State = run.State with
        {
            Mint = run.State.Mint with { BlockEmission = month.PerBlock, Rate = month.Rate, Months = month.Months },
        };
        Emit(
            run,
            "TokenomicsSet",
            ("circulating_supply", Text(month.Circulating)),
            ("emissions_amount", Text(month.PerMonth)),
            ("staked_token_amount", Text(staked)));
        Emit(
            run,
            "RecalculateTargetEmission",
            ("block_emission", Text(month.PerBlock)),
            ("emission_per_month", Text(month.PerMonth)),
            ("emission_per_unit_staked_token", month.Rate.ToString()));
    }

    private static void Mint(Execution run, BigInteger emission)
    {
        var lacking = emission - run.State.Balance(ModuleAccounts.Ecosystem);
        var remaining = (Emission.Parameters.EcosystemTreasuryPercentOfTotalSupply * Emission.Parameters.MaxSupply).Truncate() - run.State.Mint.Minted;
        var amount = BigInteger.Min(lacking, remaining);
        if (amount.Sign <= 0)
            return;
        Bank.Mint(run, ModuleAccounts.Mint, amount);
        run.Emit("coin_received", ("receiver", ModuleAccounts.Mint), ("amount", Bank.Coin(amount)));
        run.Emit("coinbase", ("minter", ModuleAccounts.Mint), ("amount", Bank.Coin(amount)));
        Bank.Send(run, ModuleAccounts.Mint, ModuleAccounts.Ecosystem, amount);
        run.State = run.State with { Mint = run.State.Mint with { Minted = run.State.Mint.Minted + amount } };
        Emit(run, "EcosystemTokenMintSet", ("block_height", Text(run.Height)), ("token_amount", Text(amount)));
    }

    private static void EmitInfo(Execution run)
    {
        var info = EmissionInfo.Of(run.State);
        Emit(
            run,
            "EmissionInfo",
            ("allora_rewards_cut", info.AlloraRewardsCut),
            ("block_emission", info.BlockEmission),
            ("block_height_target_e_i_last_calculated", Text(info.BlockHeightTargetEILastCalculated)),
            ("block_height_target_e_i_next_calculated", Text(info.BlockHeightTargetEINextCalculated)),
            ("blocks_per_month", Text(info.BlocksPerMonth)),
            ("circulating_supply", info.CirculatingSupply),
            ("ecosystem_balance", info.EcosystemBalance),
            ("ecosystem_locked", info.EcosystemLocked),
            ("ecosystem_mint_supply_remaining", info.EcosystemMintSupplyRemaining),
            ("emission_per_month", info.EmissionPerMonth),
            ("emission_per_unit_staked_token", Decimal(info.EmissionPerUnitStakedToken)),
            ("locked_vesting_tokens_foundation", info.LockedVestingTokensFoundation),
            ("locked_vesting_tokens_investors_preseed", info.LockedVestingTokensInvestorsPreseed),
            ("locked_vesting_tokens_investors_seed", info.LockedVestingTokensInvestorsSeed),
            ("locked_vesting_tokens_team", info.LockedVestingTokensTeam),
            ("locked_vesting_tokens_total", info.LockedVestingTokensTotal),
            ("max_supply", info.MaxSupply),
            ("maximum_monthly_emission_per_unit_staked_token", Decimal(info.MaximumMonthlyEmissionPerUnitStakedToken)),
            ("months_already_unlocked", info.MonthsAlreadyUnlocked),
            ("network_staked_tokens", info.NetworkStakedTokens),
            ("previous_block_emission", info.PreviousBlockEmission),
            ("previous_reward_emission_per_unit_staked_token", Decimal(info.PreviousRewardEmissionPerUnitStakedToken)),
            ("reputers_percent", Decimal(info.ReputersPercent)),
            ("starting_emissions_block_height", Text(run.State.Mint.Start)),
            ("target_emission_rate_per_unit_staked_token", Decimal(info.TargetEmissionRatePerUnitStakedToken)),
            ("target_reward_emission_per_unit_staked_token", Decimal(info.TargetRewardEmissionPerUnitStakedToken)),
            ("updated_months_unlocked", info.UpdatedMonthsUnlocked),
            ("validator_cut", info.ValidatorCut),
            ("validators_percent", Decimal(info.ValidatorsPercent)));
    }

    private static void Emit(Execution run, string type, params (string Key, string Value)[] attributes) =>
        run.Emit(new AbciEvent("mint.v3.Event" + type, [.. attributes.Select(static pair => new AbciAttribute(pair.Key, $"\"{pair.Value}\""))]));

    private static string Decimal(string scaled) =>
        new LegacyDec(BigInteger.Parse(scaled, CultureInfo.InvariantCulture)).ToString();

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
