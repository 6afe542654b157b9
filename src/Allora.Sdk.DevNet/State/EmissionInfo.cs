using System.Globalization;
using System.Numerics;
using Allora.Sdk.Emissions.Mint;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Mint.V5;

namespace Allora.Sdk.DevNet.State;

/// <summary>EmissionInfo, of the query and of each block's event: the month's emission as a recalculation in this block would give it.</summary>
internal static class EmissionInfo
{
    public static QueryServiceEmissionInfoResponse Of(ChainState state)
    {
        var staked = state.StakedTokens();
        var now = state.Recalculate(staked);
        var (month, locked, shares) = (state.BlocksPerMonth(), now.Locked, LegacyDec.From(state.ValidatorShare()));
        var validators = MonthlyEmission.ValidatorCut(now.PerBlock, state.ValidatorShare());
        var last = state.Mint.Start + (Math.Max(0, state.Blocks() - 1) / month * month) + 1;
        return new QueryServiceEmissionInfoResponse
        {
            Params = Parameters(),
            EcosystemBalance = Text(state.Balance(ModuleAccounts.Ecosystem)),
            PreviousBlockEmission = Text(state.Mint.BlockEmission),
            EcosystemMintSupplyRemaining = Text(now.MintRemaining),
            BlocksPerMonth = (ulong)month,
            BlockHeightTargetEILastCalculated = (ulong)last,
            BlockHeightTargetEINextCalculated = (ulong)(last + month),
            NetworkStakedTokens = Text(staked),
            LockedVestingTokensTotal = Text(locked.Total),
            LockedVestingTokensInvestorsPreseed = Text(locked.Preseed),
            LockedVestingTokensInvestorsSeed = Text(locked.Investors),
            LockedVestingTokensTeam = Text(locked.Team),
            LockedVestingTokensFoundation = Text(locked.Foundation),
            EcosystemLocked = Text(now.EcosystemLocked),
            CirculatingSupply = Text(now.Circulating),
            MaxSupply = Text(Emission.Parameters.MaxSupply),
            TargetEmissionRatePerUnitStakedToken = Wire(now.TargetRate),
            ReputersPercent = Wire(LegacyDec.From(state.Emissions.ReputerShare)),
            ValidatorsPercent = Wire(shares),
            MaximumMonthlyEmissionPerUnitStakedToken = Wire(now.MaximumRate),
            TargetRewardEmissionPerUnitStakedToken = Wire(now.TargetRate),
            EmissionPerUnitStakedToken = Wire(now.Rate),
            EmissionPerMonth = Text(now.PerMonth),
            BlockEmission = Text(now.PerBlock),
            ValidatorCut = Text(validators),
            AlloraRewardsCut = Text(now.PerBlock - validators),
            PreviousRewardEmissionPerUnitStakedToken = Wire(state.Mint.Rate),
            MonthsAlreadyUnlocked = Text(state.Mint.Months),
            UpdatedMonthsUnlocked = Text(now.Months),
        };
    }

    /// <summary>A year of this month's emission in percent of the tokens in circulation.</summary>
    public static string Inflation(ChainState state)
    {
        var year = state.Mint.BlockEmission * state.BlocksPerMonth() * 12;
        return Wire((LegacyDec)year / state.Recalculate(state.StakedTokens()).Circulating * (BigInteger)100);
    }

    public static Params Parameters() => new()
    {
        MintDenom = FeemarketState.Denom,
        MaxSupply = Text(Emission.Parameters.MaxSupply),
        FEmission = Wire(Emission.Parameters.FEmission),
        OneMonthSmoothingDegree = Wire(Emission.Parameters.OneMonthSmoothingDegree),
        EcosystemTreasuryPercentOfTotalSupply = Wire(Emission.Parameters.EcosystemTreasuryPercentOfTotalSupply),
        FoundationTreasuryPercentOfTotalSupply = Wire(Emission.Parameters.FoundationTreasuryPercentOfTotalSupply),
        ParticipantsPercentOfTotalSupply = Wire(Emission.Parameters.ParticipantsPercentOfTotalSupply),
        InvestorsPercentOfTotalSupply = Wire(Emission.Parameters.InvestorsPercentOfTotalSupply),
        TeamPercentOfTotalSupply = Wire(Emission.Parameters.TeamPercentOfTotalSupply),
        MaximumMonthlyPercentageYield = Wire(Emission.Parameters.MaximumMonthlyPercentageYield),
        InvestorsPreseedPercentOfTotalSupply = Wire(Emission.Parameters.InvestorsPreseedPercentOfTotalSupply),
        EmissionEnabled = true,
    };

    private static string Wire(LegacyDec value) => value.Scaled.ToString(CultureInfo.InvariantCulture);

    private static string Text(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);
}
