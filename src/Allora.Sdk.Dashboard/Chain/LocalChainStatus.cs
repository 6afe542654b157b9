namespace Allora.Sdk.Dashboard.Chain;

/// <summary>The newest blocks of a chain that this process runs, and its faults.</summary>
public sealed record LocalChainStatus
{
    /// <summary>The chain's id.</summary>
    public required string ChainId { get; init; }

    /// <summary>The newest height (blocks).</summary>
    public required long Height { get; init; }

    /// <summary>What the chain does, such as "running" or "halted".</summary>
    public required string State { get; init; }

    /// <summary>The addresses of the nodes that are up.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>The newest blocks, the highest first.</summary>
    public IReadOnlyList<LocalBlock> Blocks { get; init; } = [];

    /// <summary>The newest transactions, those of the highest block first.</summary>
    public IReadOnlyList<LocalTransaction> Transactions { get; init; } = [];

    /// <summary>The faults and wrong answers that are active, or have acted.</summary>
    public IReadOnlyList<LocalFault> Faults { get; init; } = [];
}

/// <summary>A block.</summary>
public sealed record LocalBlock
{
    /// <summary>Its height.</summary>
    public required long Height { get; init; }

    /// <summary>The number of its transactions.</summary>
    public int Transactions { get; init; }

    /// <summary>The topics whose windows opened at its end.</summary>
    public IReadOnlyList<ulong> Opened { get; init; } = [];
}

/// <summary>A transaction in a block.</summary>
public sealed record LocalTransaction
{
    /// <summary>Its block.</summary>
    public required long Height { get; init; }

    /// <summary>Its hash (upper-case hex).</summary>
    public required string Hash { get; init; }

    /// <summary>The chain's code: 0 is success.</summary>
    public uint Code { get; init; }

    /// <summary>Why it failed; empty if it did not.</summary>
    public string Log { get; init; } = "";

    /// <summary>The gas that it used.</summary>
    public long GasUsed { get; init; }
}

/// <summary>A fault on demand.</summary>
public sealed record LocalFault
{
    /// <summary>What goes wrong, and where.</summary>
    public required string Name { get; init; }

    /// <summary>How often it has acted.</summary>
    public int Hits { get; init; }
}
