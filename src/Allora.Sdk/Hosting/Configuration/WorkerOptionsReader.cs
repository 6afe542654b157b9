using Allora.Sdk.Transactions.Fees;
using Allora.Sdk.Values;

namespace Allora.Sdk.Hosting.Configuration;

/// <summary>A worker's section: the properties of <see cref="WorkerOptions"/> by their names, all but the journal, which is an object.</summary>
internal static class WorkerOptionsReader
{
    /// <summary>Names the wallet that was added by this name.</summary>
    public const string Wallet = nameof(Wallet);

    public static void Read(ConfigurationReader reader, WorkerOptions options)
    {
        reader.Leave(Wallet);
        reader.Positive(nameof(options.TopicId), v => options.TopicId = v);
        reader.Duration(nameof(options.PollInterval), v => options.PollInterval = v);
        reader.Duration(nameof(options.WarmInterval), v => options.WarmInterval = v);
        reader.Duration(nameof(options.PredictionTimeout), v => options.PredictionTimeout = v);
        reader.Number(nameof(options.MaxConcurrentWindows), v => options.MaxConcurrentWindows = v);
        reader.Flag(nameof(options.DryRun), v => options.DryRun = v);
        reader.Flag(nameof(options.SimulateFirst), v => options.SimulateFirst = v);
        reader.Flag(nameof(options.RegisterWhenNeeded), v => options.RegisterWhenNeeded = v);
        reader.Read(nameof(options.MinimumStake), "an amount such as 5000000uallo", UAllo.Parse, v => options.MinimumStake = v);
        reader.Duration(nameof(options.DrainTimeout), v => options.DrainTimeout = v);
        reader.Text(nameof(options.StateFolder), v => options.StateFolder = v);
        reader.Flag(nameof(options.FlushJournalToDisk), v => options.FlushJournalToDisk = v);
        reader.Number(nameof(options.ResultCapacity), v => options.ResultCapacity = v);
        Read(reader.Below(nameof(options.Fees)), options.Fees);
        reader.RefuseOthers();
    }

    private static void Read(ConfigurationReader reader, FeeOptions fees)
    {
        reader.Read(nameof(fees.Tier), "one of Eco, Standard, Priority", Tier, v => fees.Tier = v);
        reader.Read(nameof(fees.Floor), "a gas price such as 10 or 0.5 (uallo for a unit of gas)", GasPrice.Parse, v => fees.Floor = v);
        reader.Read(nameof(fees.Cap), "a gas price such as 10 or 0.5 (uallo for a unit of gas)", GasPrice.Parse, v => fees.Cap = v);
        reader.Read(nameof(fees.MaximumFee), "an amount such as 5000000uallo", UAllo.Parse, v => fees.MaximumFee = v);
        reader.Read(nameof(fees.DailyBudget), "an amount such as 5000000uallo", UAllo.Parse, v => fees.DailyBudget = v);
        reader.Text(nameof(fees.FeeGranter), v => fees.FeeGranter = v);
        reader.Number(nameof(fees.MaximumBurnedFees), v => fees.MaximumBurnedFees = v);
        reader.Number(nameof(fees.GasMarginPercent), v => fees.GasMarginPercent = v);
        reader.Positive(nameof(fees.MaximumGas), v => fees.MaximumGas = v);
        reader.RefuseOthers();
    }

    private static FeeTier Tier(string text) =>
        Enum.TryParse<FeeTier>(text, ignoreCase: true, out var tier) && Enum.IsDefined(tier) && !char.IsAsciiDigit(text[0]) ? tier : throw new FormatException();
}
