namespace Allora.Sdk.Api;

/// <summary>The EVM chain for whose contracts an inference is signed.</summary>
public enum ApiConsumer
{
    /// <summary>Ethereum's test network Sepolia (chain 11155111).</summary>
    EthereumSepolia,

    /// <summary>Ethereum (chain 1).</summary>
    Ethereum,
}
