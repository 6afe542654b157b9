using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.State;

/// <summary>Accounts of modules, which the captured events name.</summary>
internal static class ModuleAccounts
{
    public static readonly string FeeCollector = ChainAddress.OfModule("fee_collector");
    public static readonly string FeemarketCollector = ChainAddress.OfModule("feemarket-fee-collector");
    public static readonly string Distribution = ChainAddress.OfModule("distribution");
    public static readonly string Ecosystem = ChainAddress.OfModule("ecosystem");
    public static readonly string AlloraRewards = ChainAddress.OfModule("allorarewards");
    public static readonly string AlloraStaking = ChainAddress.OfModule("allorastaking");
    public static readonly string AlloraPendingRewards = ChainAddress.OfModule("allorapendingrewards");
    public static readonly string BondedPool = ChainAddress.OfModule("bonded_tokens_pool");

    public static IEnumerable<(string Name, string Address)> All =>
    [
        ("fee_collector", FeeCollector),
        ("feemarket-fee-collector", FeemarketCollector),
        ("distribution", Distribution),
        ("ecosystem", Ecosystem),
        ("allorarewards", AlloraRewards),
        ("allorastaking", AlloraStaking),
        ("allorapendingrewards", AlloraPendingRewards),
        ("bonded_tokens_pool", BondedPool),
    ];
}
