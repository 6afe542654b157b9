using System.Globalization;
using Allora.Sdk.Values;
using Allora.Sdk.Workers;

namespace Allora.Sdk.Hosting.Configuration;

/// <summary>A worker's section: the properties of <see cref="WorkerOptions"/> by their names, except for the journal, which is an object.</summary>
internal static class WorkerOptionsReader
{
    /// <summary>The key for the name of an added wallet.</summary>
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
        reader.Flag(nameof(options.SimulateDryRuns), v => options.SimulateDryRuns = v);
        reader.Flag(nameof(options.SimulateFirst), v => options.SimulateFirst = v);
        reader.Flag(nameof(options.RegisterWhenNeeded), v => options.RegisterWhenNeeded = v);
        reader.Read(nameof(options.MinimumStake), "an amount such as 5000000uallo", UAllo.Parse, v => options.MinimumStake = v);
        reader.Duration(nameof(options.DrainTimeout), v => options.DrainTimeout = v);
        reader.Number(nameof(options.ResultCapacity), v => options.ResultCapacity = v);
        Read(reader.Below(nameof(options.Fees)), options.Fees);
        Read(reader.Below(nameof(options.Fallback)), options.Fallback);
        Read(reader.Below(nameof(options.Guards)), options.Guards);
        reader.Optional(nameof(options.AutoStake), below => Read(below, options.AutoStake ??= new AutoStakeOptions()));
        reader.RefuseOthers();
    }

    private static void Read(ConfigurationReader reader, FeeOptions fees)
    {
        reader.Read(nameof(fees.Tier), "one of Eco, Standard, Priority", Named<FeeTier>, v => fees.Tier = v);
        reader.Read(nameof(fees.Floor), "a gas price such as 10 or 0.5 (uallo for a unit of gas)", GasPrice.Parse, v => fees.Floor = v);
        reader.Read(nameof(fees.Cap), "a gas price such as 10 or 0.5 (uallo for a unit of gas)", GasPrice.Parse, v => fees.Cap = v);
        reader.Read(nameof(fees.MaximumFee), "an amount such as 5000000uallo", UAllo.Parse, v => fees.MaximumFee = v);
        reader.Number(nameof(fees.MaximumBurnedFees), v => fees.MaximumBurnedFees = v);
        reader.Number(nameof(fees.GasMarginPercent), v => fees.GasMarginPercent = v);
        reader.Positive(nameof(fees.MaximumGas), v => fees.MaximumGas = v);
        reader.RefuseOthers();
    }

    private static void Read(ConfigurationReader reader, FallbackOptions fallback)
    {
        reader.Read(nameof(fallback.Policy), "one of Skip, LastValue, FixedValue", Named<FallbackPolicy>, v => fallback.Policy = v);
        reader.Duration(nameof(fallback.MaximumAge), v => fallback.MaximumAge = v);
        reader.Text(nameof(fallback.Value), v => fallback.Value = v);
        reader.RefuseOthers();
    }

    private static void Read(ConfigurationReader reader, GuardOptions guards)
    {
        reader.Read(nameof(guards.Zero), "one of Off, Report, Refuse", Named<GuardAction>, v => guards.Zero = v);
        reader.Read(nameof(guards.Jump), "one of Off, Report, Refuse", Named<GuardAction>, v => guards.Jump = v);
        reader.Read(nameof(guards.Network), "one of Off, Report, Refuse", Named<GuardAction>, v => guards.Network = v);
        reader.Read(nameof(guards.MaximumJump), "a number", Real, v => guards.MaximumJump = v);
        reader.Read(nameof(guards.MaximumRelativeJump), "a number", Real, v => guards.MaximumRelativeJump = v);
        reader.Duration(nameof(guards.JumpAge), v => guards.JumpAge = v);
        reader.Flag(nameof(guards.ZScore), v => guards.ZScore = v);
        reader.Duration(nameof(guards.ZScoreInterval), v => guards.ZScoreInterval = v);
        reader.RefuseOthers();
    }

    private static void Read(ConfigurationReader reader, AutoStakeOptions staking)
    {
        reader.Text(nameof(staking.Reputer), v => staking.Reputer = v);
        reader.Text(nameof(staking.Validator), v => staking.Validator = v);
        reader.Read(nameof(staking.FeeReserve), "an amount such as 5000000uallo", UAllo.Parse, v => staking.FeeReserve = v);
        reader.Read(nameof(staking.MinimumAmount), "an amount such as 5000000uallo", UAllo.Parse, v => staking.MinimumAmount = v);
        reader.Number(nameof(staking.CatchUpBlocks), v => staking.CatchUpBlocks = v);
        reader.RefuseOthers();
    }

    private static double Real(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static T Named<T>(string text)
        where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found) : throw new FormatException();
}
