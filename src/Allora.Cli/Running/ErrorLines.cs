using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Allora.Cli.Running;

/// <summary>The lines on standard error: one sentence each, or with --log-format json one object each.</summary>
internal static class ErrorLines
{
    /// <summary>Whether lines are objects.</summary>
    public static bool IsJson { get; private set; }

    /// <summary>The format of the lines of a command that runs for long, on both streams.</summary>
    public static Option<OutputFormat> Format { get; } = new("--log-format")
    {
        Description = "json: every line, of standard output and of standard error, is one JSON object.",
        DefaultValueFactory = static _ => OutputFormat.Text,
    };

    /// <summary>Whether the command line chose JSON; from then on lines are written so. The command line may be wrong otherwise.</summary>
    public static bool Choose(ParseResult parsed) =>
        IsJson = parsed.GetResult(Format) is { Tokens: [{ Value: var value }] } && value.Equals(nameof(OutputFormat.Json), StringComparison.OrdinalIgnoreCase);

    public static void Note(string text) => Console.Error.WriteLine(Line("note", $"note: {text}", text));

    public static void Fail(string text) => Console.Error.WriteLine(Line("error", text, text));

    private static string Line(string level, string text, string message) => IsJson
        ? new JsonObject
        {
            // The console's own clock: no command has a chain's at this moment.
            ["time"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["level"] = level == "note" ? "information" : level,
            ["event"] = level,
            ["message"] = message,
        }.ToJsonString()
        : "allora: " + text;
}
