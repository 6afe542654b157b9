using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>
/// The fields that hold a LegacyDec: on the wire an integer scaled by 10^18, in JSON a decimal with 18 places.
/// The descriptors do not tell them from other texts.
/// </summary>
internal static class ScaledDecimals
{
    private const int Places = 18;

    private static readonly FrozenSet<string> Fields = new[]
    {
        "cosmos.base.v1beta1.DecCoin.amount",
        "cosmos.distribution.v1beta1.Params.community_tax",
        "cosmos.distribution.v1beta1.Params.base_proposer_reward",
        "cosmos.distribution.v1beta1.Params.bonus_proposer_reward",
        "cosmos.distribution.v1beta1.ValidatorSlashEvent.fraction",
        "cosmos.staking.v1beta1.CommissionRates.rate",
        "cosmos.staking.v1beta1.CommissionRates.max_rate",
        "cosmos.staking.v1beta1.CommissionRates.max_change_rate",
        "cosmos.staking.v1beta1.Delegation.shares",
        "cosmos.staking.v1beta1.MsgEditValidator.commission_rate",
        "cosmos.staking.v1beta1.Params.min_commission_rate",
        "cosmos.staking.v1beta1.RedelegationEntry.shares_dst",
        "cosmos.staking.v1beta1.Validator.delegator_shares",
        "feemarket.feemarket.v1.Params.alpha",
        "feemarket.feemarket.v1.Params.beta",
        "feemarket.feemarket.v1.Params.gamma",
        "feemarket.feemarket.v1.Params.delta",
        "feemarket.feemarket.v1.Params.min_base_gas_price",
        "feemarket.feemarket.v1.Params.min_learning_rate",
        "feemarket.feemarket.v1.Params.max_learning_rate",
        "feemarket.feemarket.v1.State.base_gas_price",
        "feemarket.feemarket.v1.State.learning_rate",
        "mint.v5.Params.f_emission",
        "mint.v5.Params.one_month_smoothing_degree",
        "mint.v5.Params.ecosystem_treasury_percent_of_total_supply",
        "mint.v5.Params.foundation_treasury_percent_of_total_supply",
        "mint.v5.Params.participants_percent_of_total_supply",
        "mint.v5.Params.investors_percent_of_total_supply",
        "mint.v5.Params.team_percent_of_total_supply",
        "mint.v5.Params.maximum_monthly_percentage_yield",
        "mint.v5.Params.investors_preseed_percent_of_total_supply",
        "mint.v5.QueryServiceEmissionInfoResponse.target_emission_rate_per_unit_staked_token",
        "mint.v5.QueryServiceEmissionInfoResponse.reputers_percent",
        "mint.v5.QueryServiceEmissionInfoResponse.validators_percent",
        "mint.v5.QueryServiceEmissionInfoResponse.maximum_monthly_emission_per_unit_staked_token",
        "mint.v5.QueryServiceEmissionInfoResponse.target_reward_emission_per_unit_staked_token",
        "mint.v5.QueryServiceEmissionInfoResponse.emission_per_unit_staked_token",
        "mint.v5.QueryServiceEmissionInfoResponse.previous_reward_emission_per_unit_staked_token",
        "mint.v5.QueryServiceInflationResponse.inflation",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(FieldDescriptor field) => Contains(field.FullName);

    public static bool Contains(string fullName) => Fields.Contains(fullName);

    /// <summary>The decimal that a scaled integer stands for; anything else is left as it is.</summary>
    public static string ToDecimal(string scaled)
    {
        if (!BigInteger.TryParse(scaled.Length == 0 ? "0" : scaled, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return scaled;
        var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        return $"{(value.Sign < 0 ? "-" : "")}{digits[..^Places]}.{digits[^Places..]}";
    }
}
