using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Options;

/// <summary>An account of the genesis: by its address, or by a mnemonic and an index.</summary>
public sealed record GenesisAccount
{
    /// <summary>What tools call it; default the address.</summary>
    public string? Name { get; init; }

    /// <summary>The address; null derives it from <see cref="Mnemonic"/>.</summary>
    public string? Address { get; init; }

    /// <summary>A mnemonic that everybody may know. Null with a null <see cref="Address"/> is <see cref="DevNetGenesis.TestMnemonic"/>.</summary>
    public string? Mnemonic { get; init; }

    /// <summary>The last step of the HD path.</summary>
    public int Index { get; init; }

    /// <summary>The balance. Default 1 000 000 ALLO.</summary>
    public UAllo Uallo { get; init; } = UAllo.FromAllo("1000000");

    /// <summary>Null is the next free number.</summary>
    public ulong? AccountNumber { get; init; }

    /// <summary>Default 0.</summary>
    public ulong Sequence { get; init; }

    /// <summary>The part of the balance that is locked by a vesting schedule; null for none. Default null.</summary>
    public GenesisVesting? Vesting { get; init; }

    /// <summary>Whether this account may do what global white lists govern: admin, creator, worker and reputer. Default true.</summary>
    public bool Whitelisted { get; init; } = true;
}
