using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.State;

/// <summary>The gas price. Without the module the node itself has a minimum.</summary>
internal sealed record FeemarketState
{
    public const string Denom = "uallo";

    public required bool Enabled { get; init; }

    public required LegacyDec BasePrice { get; init; }

    public required LegacyDec MinimumPrice { get; init; }

    /// <summary>How strongly a block's load moves the price; 0 keeps it still.</summary>
    public LegacyDec LearningRate { get; init; }

    public long MaxBlockGas { get; init; } = 30_000_000;

    /// <summary>The gas of the last block, as the module's window of one shows it.</summary>
    public long WindowGas { get; init; }

    /// <summary>The next price: up with blocks above half of the capacity, down with emptier ones, never below the minimum.</summary>
    public FeemarketState After(long blockGas)
    {
        if (LearningRate.Scaled.IsZero)
            return this;
        var half = MaxBlockGas / 2;
        var change = LearningRate * LegacyDec.Ratio(blockGas - half, half);
        var price = BasePrice * (LegacyDec.One + change);
        return this with { BasePrice = price.Scaled < MinimumPrice.Scaled ? MinimumPrice : price };
    }
}
