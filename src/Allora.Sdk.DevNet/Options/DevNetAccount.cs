namespace Allora.Sdk.DevNet.Options;

/// <summary>A funded test account. Its keys are public knowledge: never use them on a real network.</summary>
public sealed record DevNetAccount(string Name, string Address, int Index)
{
    /// <summary>The mnemonic that this account and its siblings derive from; the path is m/44'/118'/0'/0/Index.</summary>
    public string Mnemonic { get; init; } = "";
}
