using System.Reflection;
using System.Text;
using Allora.Sdk.Diagnostics;
using Allora.TestData;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>The pages that list what the assembly tells, as they must read.</summary>
internal static class TelemetryPages
{
    public const string Update = "ALLORA_UPDATE_DOCS";

    /// <summary>Every log message, in the order of its id.</summary>
    public static IReadOnlyList<(int Id, string Name, LoggerMessageAttribute Log)> Events { get; } =
    [
        .. from type in typeof(AlloraClient).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let log = method.GetCustomAttribute<LoggerMessageAttribute>()
           where log is not null
           orderby log.EventId
           select (log.EventId, $"{type.Name}.{method.Name}", log),
    ];

    /// <summary>Every metric's name, as its constants tell.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        [.. typeof(AlloraMetricNames).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    public static string EventsTable()
    {
        var table = new StringBuilder("| id | level | name | message |\n|---|---|---|---|\n");
        foreach (var (id, name, log) in Events)
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {id} | {log.Level} | {name} | {log.Message.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return table.ToString();
    }

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Data.RepoRoot, .. path]));
}
