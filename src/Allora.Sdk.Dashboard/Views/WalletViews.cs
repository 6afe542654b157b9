using Allora.Sdk.Values;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>A wallet's money: one balance, however many workers have read it.</summary>
internal static class WalletViews
{
    private const int Parts = 1_000;

    public static WalletView Of(AlloraClient client, string address, UAllo? balance)
    {
        var spent = client.GetWalletStatistics(address);
        return new WalletView(
            address, client.Network.ChainId, Shown.Amount(balance), Shown.Amount(spent?.SpentToday), Shown.Amount(spent?.DailyBudget), Part(spent?.SpentToday, spent?.DailyBudget),
            Shown.Amount(spent?.FeesPaid), Shown.Amount(spent?.FeesBurned), spent?.Pending ?? 0);
    }

    // The part of the budget that is spent, in steps of a thousandth.
    private static double? Part(UAllo? spent, UAllo? budget) =>
        spent is { } part && budget is { } whole && whole > UAllo.Zero ? (double)(part.Value * Parts / whole.Value) / Parts : null;
}
