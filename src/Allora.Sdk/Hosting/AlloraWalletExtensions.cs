using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Hosting;

/// <summary>Wallets of a host's workers.</summary>
public static class AlloraWalletExtensions
{
    /// <summary>Sets the wallet of the workers that name none, created when the host starts and disposed with it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="wallet">Creates the wallet, for example from a key file.</param>
    /// <param name="configure">Sets its journal, daily budget and fee granter. Default: the defaults of <see cref="WalletOptions"/>.</param>
    public static AlloraBuilder UseWallet(this AlloraBuilder builder, Func<IServiceProvider, AlloraWallet> wallet, Action<WalletOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(wallet);
        builder.Services.AddSingleton(provider => Configured(wallet(provider), configure));
        return builder;
    }

    /// <summary>Adds a wallet that workers choose by its name, created when the host starts and disposed with it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name for workers to use.</param>
    /// <param name="wallet">Creates the wallet.</param>
    /// <param name="configure">Sets its journal, daily budget and fee granter. Default: the defaults of <see cref="WalletOptions"/>.</param>
    public static AlloraBuilder AddWallet(
        this AlloraBuilder builder, string name, Func<IServiceProvider, AlloraWallet> wallet, Action<WalletOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(wallet);
        if (builder.Services.Any(s => s.ServiceType == typeof(AlloraWallet) && name.Equals(s.ServiceKey)))
            throw new ArgumentException($"A wallet named '{name}' was added already.", nameof(name));
        builder.Services.AddKeyedSingleton(name, (provider, _) => Configured(wallet(provider), configure));
        return builder;
    }

    /// <summary>Gets the wallet of this name, or the host's own if the name is null.</summary>
    /// <exception cref="InvalidOperationException">There is no such wallet; the message names <paramref name="who"/>.</exception>
    internal static AlloraWallet GetWallet(this IServiceProvider provider, string? name, string who) => name is null
        ? provider.GetService<AlloraWallet>() ?? throw new InvalidOperationException($"{who} has no wallet: call UseWallet.")
        : provider.GetKeyedService<AlloraWallet>(name) ?? throw new InvalidOperationException(NotAdded(who, name));

    private static AlloraWallet Configured(AlloraWallet wallet, Action<WalletOptions>? configure)
    {
        if (configure is null)
            return wallet;
        var options = new WalletOptions();
        configure(options);
        return wallet.WithOptions(options);
    }

    internal static string NotAdded(string who, string wallet) => $"{who} names the wallet '{wallet}', which was not added: call AddWallet.";
}
