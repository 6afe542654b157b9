using Allora.Sdk;
using Allora.Sdk.Hosting;
using Allora.Sdk.Wallets;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Wallets of a host's workers.</summary>
public static class AlloraWalletExtensions
{
    /// <summary>Sets the wallet of the workers that name none, made when the host starts and disposed with it.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="wallet">Makes the wallet, for example from a secret store.</param>
    /// <param name="configure">Sets its journal, daily budget and fee granter. Default: the defaults of <see cref="WalletOptions"/>.</param>
    public static AlloraBuilder UseWallet(this AlloraBuilder builder, Func<IServiceProvider, AlloraWallet> wallet, Action<WalletOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(wallet);
        if (builder.KeyOf(null) is { } key)
            builder.Services.AddKeyedSingleton(key, (provider, _) => Configured(wallet(provider), configure));
        else
            builder.Services.AddSingleton(provider => Configured(wallet(provider), configure));
        return builder;
    }

    /// <summary>
    /// Sets the wallet of the workers that name none to the key in a file (mode 0600), read when the host starts. It signs with the host's
    /// <see cref="ISecp256k1"/> if there is one.
    /// </summary>
    /// <param name="builder">The network.</param>
    /// <param name="path">The file: a mnemonic, or a private key in hexadecimal.</param>
    /// <param name="configure">Sets its journal, daily budget and fee granter. Default: the defaults of <see cref="WalletOptions"/>.</param>
    public static AlloraBuilder UseKeyFile(this AlloraBuilder builder, string path, Action<WalletOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.UseWallet(provider => FromFile(provider, path), configure);
    }

    /// <summary>Adds a wallet that workers of this network choose by its name, made when the host starts and disposed with it.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="name">The name that workers give.</param>
    /// <param name="wallet">Makes the wallet.</param>
    /// <param name="configure">Sets its journal, daily budget and fee granter. Default: the defaults of <see cref="WalletOptions"/>.</param>
    /// <exception cref="ArgumentException">The network has a wallet of this name already.</exception>
    public static AlloraBuilder AddWallet(
        this AlloraBuilder builder, string name, Func<IServiceProvider, AlloraWallet> wallet, Action<WalletOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(wallet);
        var key = builder.KeyOf(name);
        if (builder.Services.Any(s => s.ServiceType == typeof(AlloraWallet) && Equals(s.ServiceKey, key)))
            throw new ArgumentException($"There is a wallet named '{name}' already.", nameof(name));
        builder.Services.AddKeyedSingleton(key, (provider, _) => Configured(wallet(provider), configure));
        return builder;
    }

    internal static AlloraWallet FromFile(IServiceProvider provider, string path) =>
        AlloraWallet.FromKeyFile(path, curve: provider.GetService<ISecp256k1>());

    private static AlloraWallet Configured(AlloraWallet wallet, Action<WalletOptions>? configure)
    {
        if (configure is null)
            return wallet;
        var options = new WalletOptions();
        configure(options);
        return wallet.WithOptions(options);
    }
}
