namespace Allora.Sdk.DevNet.Options;

/// <summary>The version of the emissions module that the chain speaks.</summary>
public enum DevNetSchema
{
    /// <summary>As on mainnet: scalars only.</summary>
    V9,

    /// <summary>As on testnet: labels and arity.</summary>
    V10,
}
