namespace Allora.Sdk.Dashboard.Views;

/// <summary>The overview.</summary>
internal sealed record OverviewView(
    IReadOnlyList<AttentionView> Attention, RateView Rate, IReadOnlyList<NetworkView> Networks, IReadOnlyList<WalletView> Wallets, IReadOnlyList<WorkerRow> Workers);

/// <summary>Something that needs attention; the worst first.</summary>
internal sealed record AttentionView(string Level, string Text, IReadOnlyList<string> Workers);

/// <summary>How many of the last windows were answered in a block.</summary>
internal sealed record RateView(int Succeeded, int Failed, int Other)
{
    public static RateView operator +(RateView one, RateView other) => new(one.Succeeded + other.Succeeded, one.Failed + other.Failed, one.Other + other.Other);
}

/// <summary>A network: one height for all its workers.</summary>
internal sealed record NetworkView(string ChainId, long Height, double? BlockSeconds, bool EventsConnected, IReadOnlyList<EndpointView> Endpoints);

/// <summary>An endpoint.</summary>
internal sealed record EndpointView(string Address, string State, long Lag, int? RetrySeconds);

/// <summary>A wallet: one balance for all its workers.</summary>
internal sealed record WalletView(string Address, string ChainId, AmountView? Balance, AmountView? SpentToday, AmountView? Budget, double? BudgetPart, AmountView? FeesPaid, AmountView? FeesBurned, int Pending);

/// <summary>A worker in the overview.</summary>
internal sealed record WorkerRow(
    string Name, ulong Topic, string Wallet, string Role, string ChainId, string State, string Level, string Detail, string? Since, bool CanPause, bool IsPaused,
    long NextWindow, long InProgress, RateView Rate, IReadOnlyList<string> Last);

/// <summary>An amount with its unit for people, and the exact one in ALLO.</summary>
internal sealed record AmountView(string Short, string Exact);
