namespace Allora.Sdk.DevNet;

/// <summary>A transaction in a block.</summary>
/// <param name="Hash">Upper-case hex.</param>
/// <param name="Height">The block.</param>
/// <param name="Code">0 is success.</param>
/// <param name="Codespace">The module that refused it.</param>
/// <param name="Log">Why it was refused.</param>
public sealed record DevNetTransaction(string Hash, long Height, uint Code, string Codespace, string Log)
{
    /// <summary>The gas limit.</summary>
    public long GasWanted { get; init; }

    /// <summary>The gas used.</summary>
    public long GasUsed { get; init; }

    /// <summary>The bytes as they were broadcast.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
