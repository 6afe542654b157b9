using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk;

/// <summary>
/// Options of a wallet, for all its users: its journal, its daily budget, its fee granter. Set them with
/// <see cref="WalletOptionsExtensions.WithOptions"/>. The first worker or sender of a client that opens the wallet decides; another with
/// differing options is refused.
/// </summary>
public sealed record WalletOptions
{
    /// <summary>
    /// The folder of the wallet's journal. Default null: "allora/state" below the user's local application data, the same from every working
    /// directory; a journal of the wallet in "allora-state" below the current directory, the default of earlier versions, is taken over. A user without
    /// a home must set it. Ignored if <see cref="Journal"/> is set.
    /// </summary>
    /// <remarks>
    /// Whatever the folder, a lock in "allora/locks" of the user's local application data keeps a second process from running the wallet; on the chain id
    /// of <see cref="AlloraNetwork.Local"/>, which many chains share, only the folder's own lock does.
    /// </remarks>
    public string? StateFolder { get; set; }

    /// <summary>
    /// Whether each record also waits for the disk itself, which survives a power cut and costs milliseconds. Default false: records are
    /// flushed to the operating system, which survives a killed process.
    /// </summary>
    public bool FlushJournalToDisk { get; set; }

    /// <summary>A journal of your own, which may serve any number of wallets. Default null: a file in <see cref="StateFolder"/>.</summary>
    public ISubmissionJournal? Journal { get; set; }

    /// <summary>
    /// Whether a worker waits in <see cref="WorkerState.Standby"/> while another process holds the wallet's journal, and again if it loses the journal
    /// itself. For several machines on one <see cref="Journal"/>. Default false: a held journal ends the worker with a <see cref="JournalException"/>.
    /// </summary>
    public bool Standby { get; set; }

    /// <summary>
    /// The most (uallo) that the wallet's transactions may cost in fees on one UTC day, pending ones included. When it is reached, nothing is
    /// predicted, signed or sent until the next day (<see cref="AlloraErrorReason.BudgetSpent"/>). Spent fees are kept in the journal.
    /// Default null: 100 times the default of <see cref="FeeOptions.MaximumFee"/>, see <see cref="DailyBudgetOn"/>.
    /// </summary>
    public UAllo? DailyBudget { get; set; }

    /// <summary>
    /// The address whose fee grant pays in the wallet's place. Without a grant that covers the fee, nothing is sent
    /// (<see cref="AlloraErrorReason.NoFeeGrant"/>). Default null: the wallet pays.
    /// </summary>
    public string? FeeGranter { get; set; }

    /// <summary>
    /// Hashes of transactions that you signed with this wallet's key in another program. Any other transaction in a block that has a signature of the key and
    /// is not in the journal stops all payments, in later runs too (<see cref="AlloraErrorReason.UsedElsewhere"/>). Default: none.
    /// </summary>
    public IReadOnlyList<string> AcceptedTransactions { get; set; } = [];

    /// <summary>
    /// The most (uallo) that the wallet's transactions may cost in fees on one UTC day on a network: <see cref="DailyBudget"/>, or its
    /// default, which is 1 ALLO on the main network.
    /// </summary>
    /// <param name="network">The network, of which the gas price floor counts.</param>
    public UAllo DailyBudgetOn(AlloraNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return DailyBudget ?? FeeCaps.DailyBudget(network.GasPriceFloor);
    }

    /// <exception cref="AlloraException">There is neither a journal, nor a state folder, nor a home.</exception>
    internal ISubmissionJournal CreateJournal() => Journal ?? FileJournal.For(StateFolder, FlushJournalToDisk, StateFolders.LocalData());

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (Journal is null && StateFolder is not null && string.IsNullOrWhiteSpace(StateFolder))
            throw new ArgumentException($"{nameof(StateFolder)} is empty: name the folder for the wallet's journal, or leave it out.");
        if (DailyBudget == UAllo.Zero)
            throw new ArgumentException($"{nameof(DailyBudget)} is 0: nothing could ever be sent. Leave it out, or use a dry run.");
        if (FeeGranter is { } granter && !Bech32.TryDecode(granter, out _, out _))
            throw new ArgumentException($"{nameof(FeeGranter)} '{SafeText.Value(granter)}' is not an address.");
        if (AcceptedTransactions.FirstOrDefault(static hash => !IsHash(hash)) is { } other)
            throw new ArgumentException($"{nameof(AcceptedTransactions)}: '{SafeText.Value(other)}' is not a transaction's hash of 64 hexadecimal digits.");
    }

    /// <summary>Names each option that differs, with both values; empty if none does.</summary>
    internal string DifferenceTo(WalletOptions other)
    {
        string?[] differences =
        [
            Difference(nameof(Journal), Journal?.GetType().Name ?? "none", other.Journal?.GetType().Name ?? "none", ReferenceEquals(Journal, other.Journal)),
            Difference(nameof(StateFolder), FolderText(), other.FolderText()),
            Difference(nameof(FlushJournalToDisk), FlushJournalToDisk.ToString(), other.FlushJournalToDisk.ToString()),
            Difference(nameof(Standby), Standby.ToString(), other.Standby.ToString()),
            Difference(nameof(DailyBudget), DailyBudget?.ToString() ?? "none", other.DailyBudget?.ToString() ?? "none"),
            Difference(nameof(FeeGranter), FeeGranter ?? "none", other.FeeGranter ?? "none"),
            Difference(nameof(AcceptedTransactions), string.Join(' ', AcceptedTransactions), string.Join(' ', other.AcceptedTransactions)),
        ];
        return string.Join(", ", differences.OfType<string>());
    }

    private static bool IsHash(string hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit);

    private string FolderText() => Journal is not null ? "" : StateFolder is null ? "the user's own" : Path.GetFullPath(StateFolder);

    private static string? Difference(string name, string first, string second, bool? isSame = null) =>
        isSame ?? first == second ? null : $"{name} {(first == second ? "another " : "")}{first} and {second}";
}
