namespace Allora.Sdk.DevNet.Chain.Blocks;

/// <summary>What tests do to the chain itself. Read and changed under the chain's lock.</summary>
internal sealed class ChainControls
{
    /// <summary>No block is made while this holds.</summary>
    public bool Halted { get; set; }

    /// <summary>For how many blocks a transaction that enters now stays in the mempool.</summary>
    public int HoldBlocks { get; set; }

    /// <summary>How many of the next transactions vanish after they were accepted.</summary>
    public int Vanish { get; set; }

    /// <summary>How many of the next transactions run out of gas in their block, whatever their limit.</summary>
    public int OutOfGas { get; set; }

    /// <summary>The height at whose end the schema changes.</summary>
    public long? UpgradeAtHeight { get; set; }
}
