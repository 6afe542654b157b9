using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker.Entries;

/// <summary>The limits on fees that hold for a file: its own, or the SDK's defaults for its network.</summary>
/// <param name="Fee">The highest fee of a transaction.</param>
/// <param name="Day">The highest sum of a wallet's fees on one UTC day.</param>
internal sealed record FeeLimits(UAllo Fee, UAllo Day)
{
    public static FeeLimits Of(WorkerFile file)
    {
        var network = file.IsNodesOnly ? NetworkLike(file.ChainId ?? "") : ChainOptions.NetworkOf(file.Network, ("grpc", []), ("rpc", []), file.ChainId);
        return new FeeLimits(new FeeOptions { MaximumFee = file.MaximumFee }.MaximumFeeOn(network), new WalletOptions { DailyBudget = file.DailyBudget }.DailyBudgetOn(network));
    }

    /// <summary>The network whose floor holds for a chain of which only nodes are given.</summary>
    public static AlloraNetwork NetworkLike(string chainId) => chainId switch
    {
        "allora-mainnet-1" => AlloraNetwork.Mainnet,
        "allora-testnet-1" => AlloraNetwork.Testnet,
        _ => AlloraNetwork.Local,
    };
}
