using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Options;

/// <summary>What goes wrong with the chain itself from its start. Each can be changed later by a method of <see cref="AlloraDevNet"/>.</summary>
public sealed record DevNetChainFaults
{
    /// <summary>For how many blocks transactions stay in the mempool. Default 0: the next block.</summary>
    public int HoldBlocks { get; init; }

    /// <summary>How many of the first transactions vanish after they were accepted. Default 0.</summary>
    public int Vanish { get; init; }

    /// <summary>How many of the first transactions run out of gas in their block. Default 0.</summary>
    public int OutOfGas { get; init; }

    /// <summary>The height after which no block is made until AlloraDevNet.IsHalted is set to false; null is never.</summary>
    public long? HaltAtHeight { get; init; }

    /// <summary>Jumps of the gas price: the price that holds from the end of the block of that height.</summary>
    public IReadOnlyDictionary<long, GasPrice> GasPrices { get; init; } = new Dictionary<long, GasPrice>();
}
