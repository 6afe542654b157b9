namespace Allora.Sdk.DevNet;

/// <summary>A transaction in a block.</summary>
public sealed record DevNetTransaction
{
    /// <summary>Upper-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The block.</summary>
    public required long Height { get; init; }

    /// <summary>0 is success.</summary>
    public required uint Code { get; init; }

    /// <summary>The module that refused it.</summary>
    public required string Codespace { get; init; }

    /// <summary>Why it was refused.</summary>
    public required string Log { get; init; }

    /// <summary>The gas limit.</summary>
    public long GasWanted { get; init; }

    /// <summary>The gas used.</summary>
    public long GasUsed { get; init; }

    /// <summary>The bytes as they were broadcast.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
