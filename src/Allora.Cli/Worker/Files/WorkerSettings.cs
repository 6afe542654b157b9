using Allora.Cli.Stores;
using Allora.Cli.Worker.Entries;
using Allora.Sdk;

namespace Allora.Cli.Worker.Files;

/// <summary>The SDK's options of one worker or reputer of a file.</summary>
internal static class WorkerSettings
{
    public static WorkerOptions Of(WorkerFile file, ModelEntry entry, bool dryRun)
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
            (options.Fallback, options.Guards, options.AutoStake) = (worker.Fallback, worker.Guards, worker.AutoStake);
        return options;
    }

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
