using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>
/// The fields that hold a LegacyDec: an integer scaled by 10^18 on the wire, a decimal with 18 places in JSON. The descriptors do not distinguish
/// them from other text, so they are listed; a test compares the list with the recorded facts of the chain.
/// </summary>
internal static class ScaledDecimals
{
    private const int Places = 18;

    private static readonly FrozenSet<string> Fields = Of(
        "cosmos.base.v1beta1.DecCoin", "amount")
        .Concat(Of("cosmos.distribution.v1beta1.Params", "community_tax", "base_proposer_reward", "bonus_proposer_reward"))
        .Concat(Of("cosmos.distribution.v1beta1.ValidatorSlashEvent", "fraction"))
        .Concat(Of("cosmos.staking.v1beta1.CommissionRates", "rate", "max_rate", "max_change_rate"))
        .Concat(Of("cosmos.staking.v1beta1.Delegation", "shares"))
        .Concat(Of("cosmos.staking.v1beta1.MsgEditValidator", "commission_rate"))
        .Concat(Of("cosmos.staking.v1beta1.Params", "min_commission_rate"))
        .Concat(Of("cosmos.staking.v1beta1.RedelegationEntry", "shares_dst"))
        .Concat(Of("cosmos.staking.v1beta1.Validator", "delegator_shares"))
        .Concat(Of(
            "feemarket.feemarket.v1.Params",
            "alpha", "beta", "gamma", "delta", "min_base_gas_price", "min_learning_rate", "max_learning_rate"))
        .Concat(Of("feemarket.feemarket.v1.State", "base_gas_price", "learning_rate"))
        .Concat(Of(
            "mint.v5.Params",
            "f_emission", "one_month_smoothing_degree", "ecosystem_treasury_percent_of_total_supply",
            "foundation_treasury_percent_of_total_supply", "participants_percent_of_total_supply", "investors_percent_of_total_supply",
            "team_percent_of_total_supply", "maximum_monthly_percentage_yield", "investors_preseed_percent_of_total_supply"))
        .Concat(Of(
            "mint.v5.QueryServiceEmissionInfoResponse",
            "target_emission_rate_per_unit_staked_token", "reputers_percent", "validators_percent",
            "maximum_monthly_emission_per_unit_staked_token", "target_reward_emission_per_unit_staked_token",
            "emission_per_unit_staked_token", "previous_reward_emission_per_unit_staked_token"))
        .Concat(Of("mint.v5.QueryServiceInflationResponse", "inflation"))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every listed field by its full name.</summary>
    public static IReadOnlyCollection<string> All => Fields;

    public static bool Contains(FieldDescriptor field) =>
        field.FieldType is FieldType.String or FieldType.Bytes && Fields.Contains(field.FullName);

    /// <summary>The scaled integer of a decimal such as 10.000000000000000000; anything else is left unchanged.</summary>
    public static string ToWire(string text)
    {
        var point = text.IndexOf('.');
        if (point < 0 || text.Length - point - 1 > Places)
            return text;
        var digits = string.Concat(text.AsSpan(0, point), text.AsSpan(point + 1)) + new string('0', Places - (text.Length - point - 1));
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var scaled)
            ? scaled.ToString(CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>The decimal of a scaled integer; anything else is left unchanged.</summary>
    public static string ToJson(string scaled)
    {
        if (!BigInteger.TryParse(scaled, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return scaled;
        var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        return $"{(value.Sign < 0 ? "-" : "")}{digits[..^Places]}.{digits[^Places..]}";
    }

    private static IEnumerable<string> Of(string message, params string[] fields) => fields.Select(field => $"{message}.{field}");
}
