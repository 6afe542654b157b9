namespace Allora.Sdk.Hosting.Configuration;

/// <summary>A host's configuration of the network, the client and the wallet.</summary>
internal sealed class AlloraSettings
{
    public AlloraNetwork? Network { get; set; }

    public AlloraClientOptions Client { get; } = new();

    /// <summary>The file of the workers' key; null if the wallet is set in code.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The options of the host's wallet.</summary>
    public WalletOptions Wallet { get; } = new();

    public List<string> Failures { get; } = [];
}
