using System.Globalization;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Workers.Funding;

/// <summary>The limits of <see cref="WalletFunding"/>. Amounts are in uallo.</summary>
public sealed record FundingOptions
{
    /// <summary>The addresses that are kept between floor and ceiling. Their keys are not needed. Coins go to these addresses only.</summary>
    public IReadOnlyList<string> Wallets { get; init; } = [];

    /// <summary>A wallet with less is topped up to <see cref="Target"/>.</summary>
    public required UAllo Floor { get; init; }

    /// <summary>What a topped up wallet has.</summary>
    public required UAllo Target { get; init; }

    /// <summary>
    /// The most that one wallet is sent on one UTC day, whatever balances nodes report; and a wallet of <see cref="SweptWallets"/> with more is swept down
    /// to <see cref="Target"/>.
    /// </summary>
    public required UAllo Ceiling { get; init; }

    /// <summary>The most that the treasury sends on one UTC day to all wallets together, fees aside.</summary>
    public required UAllo DailyLimit { get; init; }

    /// <summary>How often balances are queried. Default 5 minutes; at least 10 seconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Wallets with keys here that are swept, such as those that earn rewards. Default: none.</summary>
    public IReadOnlyList<AlloraWallet> SweptWallets { get; init; } = [];

    /// <summary>The one address that sweeps go to. Default null: nothing is swept.</summary>
    public string? SweepTo { get; init; }

    /// <summary>Limits on the fees.</summary>
    public FeeOptions Fees { get; init; } = new();

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate(string treasury)
    {
        Require(Wallets.Count + SweptWallets.Count > 0, $"{nameof(Wallets)} is empty: name the addresses to fund.");
        if (Wallets.FirstOrDefault(static address => !AlloraAddress.IsValid(address)) is { } wrong)
            throw new ArgumentException($"{nameof(Wallets)}: '{SafeText.Value(wrong)}' is not an address.");
        Require(!Wallets.Contains(treasury, StringComparer.Ordinal), $"{nameof(Wallets)} has the treasury {treasury} itself.");
        Require(Wallets.Distinct(StringComparer.Ordinal).Count() == Wallets.Count, $"{nameof(Wallets)} has an address twice.");
        Require(Floor < Target && Target <= Ceiling, string.Create(CultureInfo.InvariantCulture, $"{nameof(Floor)}, {nameof(Target)} and {nameof(Ceiling)} must rise: they are {Floor}, {Target} and {Ceiling}."));
        Require(DailyLimit >= Target, string.Create(CultureInfo.InvariantCulture, $"{nameof(DailyLimit)} is {DailyLimit}: it must be at least {nameof(Target)}, {Target}."));
        Require(Interval >= TimeSpan.FromSeconds(10), $"{nameof(Interval)} must be at least 10 seconds.");
        Require(SweepTo is null || AlloraAddress.IsValid(SweepTo), $"{nameof(SweepTo)} is not an address.");
        Require(SweptWallets.Count == 0 || SweepTo is not null, $"{nameof(SweptWallets)} has wallets, and {nameof(SweepTo)} names no address.");
        Fees.Validate();
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new ArgumentException(message);
    }
}
