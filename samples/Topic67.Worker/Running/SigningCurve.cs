#if NATIVE_SIGNER
using Allora.Sdk.Native;
#endif
using Allora.Sdk.Wallets;

namespace Topic67.Worker.Running;

/// <summary>The curve of the wallet's signatures: native code, unless the program is built without it (WithNativeSigner in the project file).</summary>
internal static class SigningCurve
{
#if NATIVE_SIGNER
    public static ISecp256k1? Load() => NativeSecp256k1.Load();
#else
    public static ISecp256k1? Load() => null;
#endif
}
