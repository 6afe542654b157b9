namespace Allora.Sdk.DevNet.Options;

/// <summary>A funded test account. Its keys are public knowledge: never use them on a real network.</summary>
public sealed record DevNetAccount
{
    /// <summary>Its name, such as "alice"; the address if it has none.</summary>
    public required string Name { get; init; }

    /// <summary>Its address, allo1...</summary>
    public required string Address { get; init; }

    /// <summary>Its number in the HD path m/44'/118'/0'/0/N.</summary>
    public required int Index { get; init; }

    /// <summary>The mnemonic that this account and its siblings derive from; the path is m/44'/118'/0'/0/Index.</summary>
    public string Mnemonic { get; init; } = "";
}
