using Allora.Sdk.Values;

namespace Allora.Sdk.Hosting.Configuration;

/// <summary>A wallet's section: the properties of <see cref="WalletOptions"/> by their names, except for the journal, which is an object.</summary>
internal static class WalletOptionsReader
{
    public static void Read(ConfigurationReader reader, WalletOptions options)
    {
        reader.Text(nameof(options.StateFolder), v => options.StateFolder = v);
        reader.Flag(nameof(options.FlushJournalToDisk), v => options.FlushJournalToDisk = v);
        reader.Flag(nameof(options.Standby), v => options.Standby = v);
        reader.Read(nameof(options.DailyBudget), "an amount such as 5000000uallo", UAllo.Parse, v => options.DailyBudget = v);
        reader.Text(nameof(options.FeeGranter), v => options.FeeGranter = v);
        options.AcceptedTransactions = [.. reader.List(nameof(options.AcceptedTransactions)).Select(static hash => hash.Value ?? "")];
        reader.RefuseOthers();
        try
        {
            options.Validate();
        }
        catch (ArgumentException exception)
        {
            reader.Fail(exception.Message);
        }
    }
}
