namespace Allora.Sdk.DevNet.Faults;

/// <summary>How often the chain's own faults acted since the start. Faults of nodes count for themselves, see Fault.Hits.</summary>
public sealed record DevNetFaultCounts
{
    /// <summary>Transactions that were kept in the mempool for some blocks.</summary>
    public int Held { get; init; }

    /// <summary>Transactions that vanished after they were accepted.</summary>
    public int Vanished { get; init; }

    /// <summary>Transactions that ran out of gas on demand.</summary>
    public int OutOfGas { get; init; }

    /// <summary>How often the mempool was lost.</summary>
    public int MempoolsLost { get; init; }

    /// <summary>How often the gas price was set.</summary>
    public int PriceJumps { get; init; }

    /// <summary>How often the chain was halted.</summary>
    public int Halts { get; init; }

    /// <summary>How often the schema changed.</summary>
    public int Upgrades { get; init; }

    /// <summary>How often a node was taken off the network.</summary>
    public int NodesDown { get; init; }
}
