using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Mint.V5;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>mint.v5.QueryService. The emission is a constant here: what it is made of is not computed.</summary>
internal static class MintQueries
{
    public static void Register(QueryRouter router)
    {
        var service = QueryService.Descriptor;
        router.Handle<QueryServiceParamsRequest, QueryServiceParamsResponse>(service, "Params", static (_, _) =>
            new QueryServiceParamsResponse { Params = Parameters() });
        router.Handle<QueryServiceInflationRequest, QueryServiceInflationResponse>(service, "Inflation", static (_, _) =>
            new QueryServiceInflationResponse { Inflation = Google.Protobuf.ByteString.CopyFromUtf8(LegacyDec.Zero.ToWire()) });
        router.Handle<QueryServiceEmissionInfoRequest, QueryServiceEmissionInfoResponse>(service, "EmissionInfo", static (context, _) =>
        {
            var ecosystem = context.State.Balance(ModuleAccounts.Ecosystem);
            var supply = context.State.Balances.Values.Aggregate(BigInteger.Zero, static (sum, balance) => sum + balance);
            var rate = LegacyDec.Parse("0.038").ToWire();
            return new QueryServiceEmissionInfoResponse
            {
                Params = Parameters(),
                EcosystemBalance = Text(ecosystem),
                PreviousBlockEmission = Text(context.State.BlockEmission),
                EcosystemMintSupplyRemaining = "0",
                BlocksPerMonth = (ulong)context.State.Emissions.Params.BlocksPerMonth,
                BlockHeightTargetEILastCalculated = 1,
                BlockHeightTargetEINextCalculated = (ulong)context.State.Emissions.Params.BlocksPerMonth + 1,
                NetworkStakedTokens = Text(context.State.Validator.Tokens),
                LockedVestingTokensTotal = "0",
                LockedVestingTokensInvestorsPreseed = "0",
                LockedVestingTokensInvestorsSeed = "0",
                LockedVestingTokensTeam = "0",
                LockedVestingTokensFoundation = "0",
                EcosystemLocked = Text(ecosystem),
                CirculatingSupply = Text(supply - ecosystem),
                MaxSupply = "1000000000000000000000000000",
                TargetEmissionRatePerUnitStakedToken = rate,
                ReputersPercent = LegacyDec.Zero.ToWire(),
                ValidatorsPercent = LegacyDec.Parse("0.25").ToWire(),
                MaximumMonthlyEmissionPerUnitStakedToken = rate,
                TargetRewardEmissionPerUnitStakedToken = rate,
                EmissionPerUnitStakedToken = rate,
                EmissionPerMonth = Text(context.State.BlockEmission * context.State.Emissions.Params.BlocksPerMonth),
                BlockEmission = Text(context.State.BlockEmission),
                ValidatorCut = Text(context.State.ForValidators()),
                AlloraRewardsCut = Text(context.State.ForAllora()),
                PreviousRewardEmissionPerUnitStakedToken = rate,
                MonthsAlreadyUnlocked = "0",
                UpdatedMonthsUnlocked = "0",
            };
        });
    }

    private static Params Parameters() => new()
    {
        MintDenom = FeemarketState.Denom,
        MaxSupply = "1000000000000000000000000000",
        FEmission = LegacyDec.Parse("0.025").ToWire(),
        OneMonthSmoothingDegree = LegacyDec.Parse("0.1").ToWire(),
        EcosystemTreasuryPercentOfTotalSupply = LegacyDec.Parse("0.3595").ToWire(),
        FoundationTreasuryPercentOfTotalSupply = LegacyDec.Parse("0.1").ToWire(),
        ParticipantsPercentOfTotalSupply = LegacyDec.Parse("0.055").ToWire(),
        InvestorsPercentOfTotalSupply = LegacyDec.Parse("0.2605").ToWire(),
        TeamPercentOfTotalSupply = LegacyDec.Parse("0.175").ToWire(),
        MaximumMonthlyPercentageYield = LegacyDec.Parse("0.0095").ToWire(),
        InvestorsPreseedPercentOfTotalSupply = LegacyDec.Parse("0.05").ToWire(),
        EmissionEnabled = true,
    };

    private static string Text(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);
}
