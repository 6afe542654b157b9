using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;

namespace Allora.Cli.Worker.Reporting;

/// <summary>The lines of a run: a time and a text for people, or one JSON object a line.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="isJson">Whether they are objects.</param>
/// <param name="resultsOnly">Whether only windows and planned upgrades are written: the objects that programs read with --output json.</param>
/// <param name="time">The clock.</param>
internal sealed class RunConsole(TextWriter output, bool isJson, bool resultsOnly, TimeProvider time)
{
    private static readonly string[] ResultKinds = ["result", "upgrade", "dashboard"];

    private readonly Lock _lock = new();

    /// <summary>A line of a run: what happened, as an object with its kind in "event" and its severity in "level".</summary>
    public void Write(string kind, string level, JsonObject fields, string text)
    {
        if (resultsOnly && !ResultKinds.Contains(kind))
            return;
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (isJson)
                output.WriteLine(Whole(now, kind, level, fields).ToJsonString());
            else
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now:HH:mm:ss}  {(level == Levels.Warning ? "WARNING  " : level == Levels.Error ? "ERROR  " : "")}{Shown.OneLine(text)}"));
            output.Flush();
        }
    }

    /// <summary>A line about the run as such, before it begins: without a time for people.</summary>
    public void Say(string text)
    {
        if (isJson)
            Write("run", Levels.Information, new JsonObject { ["message"] = Shown.OneLine(text) }, text);
        else
            output.WriteLine(Shown.OneLine(text));
    }

    private static JsonObject Whole(DateTimeOffset now, string kind, string level, JsonObject fields)
    {
        var whole = new JsonObject
        {
            ["time"] = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["level"] = level,
            ["event"] = kind,
        };
        foreach (var (name, value) in fields)
            whole[name] = value?.DeepClone();
        return whole;
    }
}

/// <summary>The severities of lines.</summary>
internal static class Levels
{
    public const string Information = "information";
    public const string Warning = "warning";
    public const string Error = "error";
}
