namespace Allora.Sdk.Wallets;

/// <summary>Lengths in bytes of keys, hashes and signatures.</summary>
internal static class KeyLengths
{
    public const int PrivateKey = 32;
    public const int PublicKey = 33;
    public const int Hash = 32;
    public const int Signature = 64;
}
