using System.Numerics;
using Allora.Sdk.Emissions.Mint;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.DevNet.State;

/// <summary>What a block emits, and what a recalculation now would give.</summary>
internal static class Emission
{
    public static readonly MintParameters Parameters = new();

    /// <summary>Blocks since the emission started.</summary>
    public static long Blocks(this ChainState state) => state.Height - state.Mint.Start;

    public static long BlocksPerMonth(this ChainState state) => (long)state.Emissions.Params.BlocksPerMonth;

    /// <summary>Bonded tokens and the stake on all reputers, in uallo.</summary>
    public static BigInteger StakedTokens(this ChainState state) =>
        state.Emissions.Topics.Values.Aggregate(state.Validator.Tokens, static (sum, topic) => sum + topic.Stake);

    /// <summary>Recalculates the month's emission from the state, without changing it.</summary>
    public static MonthlyEmission Recalculate(this ChainState state, BigInteger stakedTokens) => MonthlyEmission.Compute(new EmissionInputs
    {
        Blocks = state.Blocks(),
        BlocksPerMonth = state.BlocksPerMonth(),
        EcosystemBalance = state.Balance(ModuleAccounts.Ecosystem),
        EcosystemMinted = state.Mint.Minted,
        StakedTokens = stakedTokens,
        ReputerShare = state.Emissions.ReputerShare,
        ValidatorShare = state.ValidatorShare(),
        PreviousRate = state.Mint.Rate,
        MonthsUnlocked = state.Mint.Months,
        Parameters = Parameters,
    });

    public static Dec ValidatorShare(this ChainState state) => Dec.Parse(state.Emissions.Params.ValidatorsVsAlloraPercentReward);

    /// <summary>Validators' part of this month's block emission, in uallo.</summary>
    public static BigInteger ForValidators(this ChainState state) => MonthlyEmission.ValidatorCut(state.Mint.BlockEmission, state.ValidatorShare());

    /// <summary>What goes to topics in a block, in uallo.</summary>
    public static BigInteger ForAllora(this ChainState state) => state.Mint.BlockEmission - state.ForValidators();
}
