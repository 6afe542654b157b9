using System.Collections;
using System.Globalization;
using System.Text;
using Allora.Cli.Worker.Entries;

namespace Allora.Cli.Worker.Reloading;

/// <summary>The content of entries and files as text that is equal if and only if their values are. It may have secrets: it is compared, never shown.</summary>
internal static class EntryContent
{
    /// <summary>An entry with everything that its worker's options are made of. Its place in the file is not part of it.</summary>
    public static string Of(WorkerFile file, ModelEntry entry) =>
        $"{Text(entry with { Path = "" })} {Text(file.FeeTier)} {Text(file.MaximumFee)} {Text(file.GasPriceCap)} {Text(file.GasMarginPercent)} {Text(file.DryRun)}";

    public static string Text(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string or ValueType or Uri:
                var plain = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                text.Append(CultureInfo.InvariantCulture, $"{plain.Length}:{plain}");
                break;
            case IReadOnlyDictionary<string, string> map:
                WriteAll(text, map.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => new[] { pair.Key, pair.Value }));
                break;
            case IEnumerable list:
                WriteAll(text, list.Cast<object?>());
                break;
            default:
                WriteAll(text, value.GetType().GetProperties().Where(static property => property.GetIndexParameters().Length == 0).OrderBy(static property => property.Name, StringComparer.Ordinal).Select(property => property.GetValue(value)));
                break;
        }
    }

    private static void WriteAll(StringBuilder text, IEnumerable<object?> values)
    {
        text.Append('(');
        foreach (var value in values)
        {
            Write(text, value);
            text.Append(',');
        }

        text.Append(')');
    }
}
