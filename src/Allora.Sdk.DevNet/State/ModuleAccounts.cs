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
    public static readonly string Mint = ChainAddress.OfModule("mint");
    public static readonly string BondedPool = ChainAddress.OfModule("bonded_tokens_pool");

    /// <summary>Who may plan upgrades, change parameters and spend the community pool: only votes can.</summary>
    public static readonly string Gov = ChainAddress.OfModule("gov");

    // Nothing happens with them here: a chain has them all the same.
    private static readonly string[] Others = ["feeibc", "feemarket", "interchainaccounts", "not_bonded_tokens_pool", "transfer"];

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
        ("gov", Gov),
        ("mint", Mint),
        .. Others.Select(static name => (name, ChainAddress.OfModule(name))),
    ];

    /// <summary>What the bank lets a module do.</summary>
    public static IReadOnlyList<string> PermissionsOf(string module) => module switch
    {
        "bonded_tokens_pool" or "not_bonded_tokens_pool" => ["burner", "staking"],
        "gov" => ["burner"],
        "mint" => ["minter"],
        "transfer" => ["minter", "burner"],
        _ => [],
    };
}
