using Allora.Cli.Stores;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker.Entries;

/// <summary>The configuration of 'allora worker run', from our own file or from the offchain node's.</summary>
internal sealed record WorkerFile
{
    /// <summary>testnet, mainnet or local. Not read if <see cref="IsNodesOnly"/>.</summary>
    public string Network { get; init; } = "testnet";

    /// <summary>Endpoints instead of the network's own.</summary>
    public IReadOnlyList<string> Grpc { get; init; } = [];

    /// <summary>CometBFT RPC endpoints instead of the network's own.</summary>
    public IReadOnlyList<string> Rpc { get; init; } = [];

    /// <summary>The chain id. Null: the network's, or if <see cref="IsNodesOnly"/> the one that the nodes serve.</summary>
    public string? ChainId { get; init; }

    /// <summary>Whether only the nodes of the file may be used: no network's own endpoints.</summary>
    public bool IsNodesOnly { get; init; }

    /// <summary>A name of 'keys list', or a key file. Null: KEY_FILE or MNEMONIC.</summary>
    public string? Key { get; init; }

    /// <summary>The key of the chain's own tool that the file names, or null.</summary>
    public KeyringEntry? Keyring { get; init; }

    /// <summary>Keys of the wallets that send and pay for the workers' payloads. Empty: each wallet sends its own.</summary>
    public IReadOnlyList<string> SubmittedBy { get; init; } = [];

    /// <summary>The folder of the journal.</summary>
    public string? State { get; init; }

    /// <summary>The store of the journals. Null: files in <see cref="State"/>.</summary>
    public StoreAddress? Store { get; init; }

    public FeeTier FeeTier { get; init; } = FeeTier.Standard;

    /// <summary>The highest fee for one transaction. Null: the SDK's default, which follows from the network.</summary>
    public UAllo? MaximumFee { get; init; }

    /// <summary>The highest gas price. Null: none.</summary>
    public GasPrice? GasPriceCap { get; init; }

    /// <summary>The margin of the gas limit over the simulated gas, in percent. Null: the SDK's default.</summary>
    public int? GasMarginPercent { get; init; }

    /// <summary>The most that fees may cost on one UTC day, for each wallet. Null: the SDK's default, which follows from the network.</summary>
    public UAllo? DailyBudget { get; init; }

    /// <summary>The address that pays the fees by an allowance. Null: the wallet itself.</summary>
    public string? FeeGranter { get; init; }

    /// <summary>Hashes of transactions that the wallets' keys signed in other programs, and that stop nothing.</summary>
    public IReadOnlyList<string> AcceptedTransactions { get; init; } = [];

    /// <summary>The timeout of a request to a node. Null: the SDK's default.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>Predict, sign and simulate, but send nothing.</summary>
    public bool DryRun { get; init; }

    public IReadOnlyList<WorkerEntry> Workers { get; init; } = [];

    public IReadOnlyList<ReputerEntry> Reputers { get; init; } = [];

    /// <summary>Every entry, workers first.</summary>
    public IEnumerable<ModelEntry> Entries => [.. Workers, .. Reputers];
}
