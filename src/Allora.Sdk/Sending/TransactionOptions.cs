using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Sending;

/// <summary>How a wallet's transactions are sent by <see cref="AlloraClientWallets.OpenWallet"/>. Every default is stated.</summary>
public sealed class TransactionOptions
{
    /// <summary>What is paid for a transaction.</summary>
    public FeeOptions Fees { get; set; } = new();

    /// <summary>
    /// For how many blocks a transaction can be included; then it is out of reach for good, so that an unknown fate becomes known.
    /// Default 30; from 2 on.
    /// </summary>
    public int BlocksToLive { get; set; } = 30;

    /// <summary>Simulate the very bytes before paying for them. Default true: it is free, and the only check of the messages before a block.</summary>
    public bool SimulateFirst { get; set; } = true;

    /// <summary>
    /// The folder of the wallet's journal and lock. Default "allora-state" below the current directory, as for workers. Ignored where
    /// <see cref="Journal"/> is set, and where a worker of this client runs the wallet already: its journal serves both.
    /// </summary>
    public string StateFolder { get; set; } = "allora-state";

    /// <summary>Also flush the journal to the disk itself (survives a power cut, costs milliseconds). Default false.</summary>
    public bool FlushJournalToDisk { get; set; }

    /// <summary>A journal of your own. Default null: a file in <see cref="StateFolder"/>.</summary>
    public ISubmissionJournal? Journal { get; set; }

    internal ISubmissionJournal CreateJournal() => Journal ?? new FileJournal(StateFolder, FlushJournalToDisk);

    internal void Validate()
    {
        if (BlocksToLive < 2)
            throw new ArgumentException($"{nameof(BlocksToLive)} is {BlocksToLive}: a transaction needs at least 2 blocks to be included.");
        if (Journal is null && string.IsNullOrWhiteSpace(StateFolder))
            throw new ArgumentException($"{nameof(StateFolder)} is empty: name the folder for the wallet's journal.");
        Fees.Validate();
    }
}
