using Allora.Cli.Stores;
using Allora.Cli.Worker.Entries;
using Allora.Sdk;
using Allora.Sdk.Sending;

namespace Allora.Cli.Worker.Files;

/// <summary>The SDK's options of one worker or reputer of a file.</summary>
internal static class WorkerSettings
{
    /// <summary>The options of an entry.</summary>
    /// <param name="file">The file.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="dryRun">Whether nothing is sent, whatever the file has.</param>
    /// <param name="senders">The wallets that send the payloads of workers; null for their own.</param>
    public static WorkerOptions Of(WorkerFile file, ModelEntry entry, bool dryRun, PayloadSenders? senders = null)
    {
        var options = new WorkerOptions
        {
            TopicId = entry.Topic,
            DryRun = dryRun || file.DryRun,
            PredictionTimeout = entry.Timeout,
            PollInterval = entry.Poll,
            Fees = Fees(file),
        };
        if (entry is ReputerEntry reputer)
            options.MinimumStake = reputer.MinimumStake;
        if (entry is WorkerEntry worker)
            (options.Fallback, options.Guards, options.AutoStake, options.SubmittedBy) = (worker.Fallback, worker.Guards, worker.AutoStake, senders);
        return options;
    }

    /// <summary>The wallets that send the payloads of a file's workers; null if each sends its own.</summary>
    public static PayloadSenders? Senders(WorkerFile file, IReadOnlyList<AlloraWallet> wallets) => wallets.Count == 0 ? null : new PayloadSenders(wallets) { Fees = Fees(file) };

    public static WalletOptions Wallet(WorkerFile file, OpenStore? store) => new()
    {
        StateFolder = store is null ? file.State : null,
        Journal = store?.Journal,
        Standby = store?.IsShared == true,
        DailyBudget = file.DailyBudget,
        FeeGranter = file.FeeGranter,
        AcceptedTransactions = file.AcceptedTransactions,
    };

    private static FeeOptions Fees(WorkerFile file)
    {
        var fees = new FeeOptions { Tier = file.FeeTier, MaximumFee = file.MaximumFee, Cap = file.GasPriceCap };
        fees.GasMarginPercent = file.GasMarginPercent ?? fees.GasMarginPercent;
        return fees;
    }
}
