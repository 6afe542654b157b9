namespace Allora.Cli.Worker;

/// <summary>What 'allora worker run' reads: YAML, or JSON, which is YAML too. Names are snake_case; docs/cli.md has an example.</summary>
internal sealed class WorkerFile
{
    /// <summary>testnet, mainnet or local. Default: testnet.</summary>
    public string Network { get; set; } = "testnet";

    /// <summary>Endpoints instead of the network's own.</summary>
    public List<string> Grpc { get; set; } = [];

    /// <summary>CometBFT RPC endpoints instead of the network's own.</summary>
    public List<string> Rpc { get; set; } = [];

    public string? ChainId { get; set; }

    /// <summary>A name of 'keys list', or a key file. Default: as for every command, KEY_FILE or MNEMONIC.</summary>
    public string? Key { get; set; }

    /// <summary>The folder of the journal. Default: allora-state.</summary>
    public string State { get; set; } = "allora-state";

    /// <summary>eco, standard or priority. Default: standard.</summary>
    public string FeeTier { get; set; } = "standard";

    /// <summary>The highest fee for one transaction, such as 0.01allo. Default: none.</summary>
    public string? MaximumFee { get; set; }

    /// <summary>The highest gas price in uallo. Default: none.</summary>
    public string? GasPriceCap { get; set; }

    /// <summary>The address that pays the fees by an allowance. Default: the wallet itself.</summary>
    public string? FeeGranter { get; set; }

    /// <summary>Predict, sign and simulate, but send nothing. Default: false.</summary>
    public bool DryRun { get; set; }

    public List<WorkerEntry> Workers { get; set; } = [];

    public List<ReputerEntry> Reputers { get; set; } = [];
}
