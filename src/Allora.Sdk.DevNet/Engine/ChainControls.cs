using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Engine;

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

    /// <summary>The height after which the chain halts.</summary>
    public long? HaltAtHeight { get; set; }

    /// <summary>Prices by the height at whose end they come to hold.</summary>
    public IReadOnlyDictionary<long, LegacyDec> GasPrices { get; init; } = new Dictionary<long, LegacyDec>();

    /// <summary>How often each acted.</summary>
    public DevNetFaultCounts Counts { get; set; } = new();

    /// <summary>Counts a halt unless the chain stands already.</summary>
    public void Halt()
    {
        if (!Halted)
            Counts = Counts with { Halts = Counts.Halts + 1 };
        Halted = true;
    }

    public static ChainControls From(DevNetOptions options)
    {
        var faults = options.ChainFaults;
        return new ChainControls
        {
            HoldBlocks = faults.HoldBlocks,
            Vanish = faults.Vanish,
            OutOfGas = faults.OutOfGas,
            HaltAtHeight = faults.HaltAtHeight,
            UpgradeAtHeight = options.Genesis.UpgradeAtHeight,
            GasPrices = faults.GasPrices.ToDictionary(static pair => pair.Key, static pair => new LegacyDec(pair.Value.Scaled18)),
        };
    }
}
