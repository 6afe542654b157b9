namespace Allora.Sdk.DevNet.State;

/// <summary>An account: the public key is known once it has signed.</summary>
internal sealed record AccountRecord(string Address, ulong Number, ulong Sequence, byte[]? PublicKey)
{
    /// <summary>The module's name for accounts that nobody has a key of.</summary>
    public string? Module { get; init; }

    /// <summary>When its coins become free; null if they are.</summary>
    public VestingSchedule? Vesting { get; init; }
}
