using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Worker;

/// <summary>The options of one worker or reputer of a file.</summary>
internal static class WorkerSettings
{
    /// <exception cref="UsageException">An amount, a price or the tier makes no sense.</exception>
    public static WorkerOptions Of(WorkerFile file, ModelEntry entry, bool dryRun) => new()
    {
        TopicId = entry.Topic,
        DryRun = dryRun || file.DryRun,
        StateFolder = file.State,
        PredictionTimeout = TimeSpan.FromSeconds(entry.TimeoutSeconds),
        PollInterval = TimeSpan.FromSeconds(entry.PollSeconds),
        MinimumStake = entry is ReputerEntry { MinimumStake: { } stake } ? Amounts.Parse(stake) : null,
        Fees = Fees(file),
    };

    /// <exception cref="UsageException">An amount, a price or the tier makes no sense.</exception>
    public static FeeOptions Fees(WorkerFile file) => new()
    {
        Tier = Enum.TryParse<FeeTier>(file.FeeTier, ignoreCase: true, out var tier) && Enum.IsDefined(tier) ? tier : throw new UsageException($"fee_tier must be eco, standard or priority, not \"{file.FeeTier}\""),
        MaximumFee = file.MaximumFee is { } most ? Amounts.Parse(most) : null,
        Cap = file.GasPriceCap is { } cap ? GasPrice.Parse(cap) : null,
        FeeGranter = file.FeeGranter is null || AlloraAddress.IsValid(file.FeeGranter) ? file.FeeGranter : throw new UsageException($"fee_granter \"{file.FeeGranter}\" is no address"),
    };
}
