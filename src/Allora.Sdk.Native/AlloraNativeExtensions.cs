using Allora.Sdk.Hosting;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Allora.Sdk.Native;

/// <summary>Native signatures in a generic host.</summary>
public static class AlloraNativeExtensions
{
    /// <summary>
    /// Enables native signatures for the wallet of the configuration's key file. A delegate that creates a wallet passes the curve itself:
    /// <c>AlloraWallet.FromKeyFile(path, curve: provider.GetService&lt;ISecp256k1&gt;())</c>.
    /// The library is loaded when the wallet is created, and if it cannot be used, the host's start fails with a clear message.
    /// </summary>
    /// <param name="builder">The builder.</param>
    public static AlloraBuilder UseNativeSecp256k1(this AlloraBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ISecp256k1>(static _ => NativeSecp256k1.Load());
        return builder;
    }
}
