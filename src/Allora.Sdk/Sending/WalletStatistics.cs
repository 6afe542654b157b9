using Allora.Sdk.Values;

namespace Allora.Sdk.Sending;

/// <summary>Statistics of a wallet's sender since its journal was opened in this process.</summary>
public sealed record WalletStatistics
{
    /// <summary>Transactions in blocks with code 0, gap fillers left out.</summary>
    public long Included { get; init; }

    /// <summary>Transactions that failed in a block.</summary>
    public long Failed { get; init; }

    /// <summary>Transactions that were sent and can never be in a block; nothing was paid for them.</summary>
    public long Expired { get; init; }

    /// <summary>Transfers of 1 uallo from the wallet to itself that filled a gap in the sequences, so that transactions above it could be included.</summary>
    public long GapsFilled { get; init; }

    /// <summary>Transactions that were signed again with the same sequence, because the chain had stopped accepting the first bytes.</summary>
    public long Replaced { get; init; }

    /// <summary>All fees (uallo) that blocks took.</summary>
    public UAllo FeesPaid { get; init; }

    /// <summary>The part of <see cref="FeesPaid"/> spent on transactions that failed.</summary>
    public UAllo FeesBurned { get; init; }

    /// <summary>The part of <see cref="FeesPaid"/> spent on filling gaps.</summary>
    public UAllo GapFees { get; init; }

    /// <summary>The fees (uallo) that blocks took on the current UTC day, those of earlier runs included.</summary>
    public UAllo SpentToday { get; init; }

    /// <summary>The most (uallo) that blocks may take on one UTC day: <see cref="WalletOptions.DailyBudgetOn"/>.</summary>
    public UAllo DailyBudget { get; init; }

    /// <summary>Transactions that were sent and whose outcome is not known yet.</summary>
    public int Pending { get; init; }
}
