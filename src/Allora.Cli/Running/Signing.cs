using Allora.Sdk.Native;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Running;

/// <summary>The tool's signatures. It runs on machines without a native library for it, so managed code is used there.</summary>
internal static class Signing
{
    // Once, so that the note is printed once for several wallets.
    private static readonly Lazy<NativeSecp256k1?> Loaded = new(Load);

    /// <summary>The native curve. Null, for managed code, if it cannot be used here, with a note on standard error.</summary>
    public static ISecp256k1? Curve() => Loaded.Value;

    private static NativeSecp256k1? Load()
    {
        if (NativeSecp256k1.TryLoad(out var curve, out var problem))
            return curve;
        ErrorLines.Note($"{problem}; signing in managed code instead");
        return null;
    }
}
