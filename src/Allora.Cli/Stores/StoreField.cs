using Allora.Cli.Documents;
using Allora.Cli.Running;

namespace Allora.Cli.Stores;

/// <summary>The store in a configuration file.</summary>
internal static class StoreField
{
    /// <summary>Reads the field "store"; null without one, or if it cannot be read, which is a problem.</summary>
    public static StoreAddress? Read(FieldReader fields, List<string> problems)
    {
        if (fields.Text("store") is not { } text)
            return null;
        try
        {
            return StoreAddress.Parse(text, fields.PathOf("store"), isArgument: false);
        }
        catch (UsageException wrong)
        {
            problems.AddRange(wrong.Problems);
            return null;
        }
    }
}
