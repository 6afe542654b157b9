using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Allora.Cli.Running;

/// <summary>The output: text for people, or JSON for programs. Colour and progress only at a terminal.</summary>
internal sealed class Screen(TextWriter output, bool isJson)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <summary>Whether the output is for programs: only JSON is written then.</summary>
    public bool IsJson => isJson;

    /// <summary>One answer: its fields, one a line, or one JSON object.</summary>
    public void Fields(JsonObject json)
    {
        if (isJson)
        {
            output.WriteLine(json.ToJsonString(Indented));
            return;
        }

        var width = json.Max(static pair => pair.Key.Length) + 2;
        foreach (var (name, value) in json)
            output.WriteLine(Title(name).PadRight(width) + Plain(value));
    }

    /// <summary>Rows of the same fields: a table, or one JSON array.</summary>
    public void Table(IReadOnlyList<JsonObject> rows, string whenEmpty)
    {
        if (isJson)
        {
            output.WriteLine(new JsonArray([.. rows]).ToJsonString(Indented));
            return;
        }

        if (rows.Count == 0)
        {
            output.WriteLine(whenEmpty);
            return;
        }

        var columns = rows[0].Select(static pair => pair.Key).ToList();
        var table = new Grid();
        foreach (var _ in columns)
            table.AddColumn(new GridColumn().NoWrap().PadRight(2));
        table.AddRow([.. columns.Select(static name => new Text(Title(name), new Style(decoration: Decoration.Bold)))]);
        foreach (var row in rows)
            table.AddRow([.. columns.Select(name => new Text(Plain(row[name])))]);
        // A pipe has no width: truncated text would be lost.
        if (!_console.Profile.Out.IsTerminal)
            _console.Profile.Width = 1000;
        _console.Write(table);
    }

    /// <summary>One line of a stream: the text, or one JSON object.</summary>
    public void Line(JsonObject json, string text)
    {
        lock (output)
        {
            output.WriteLine(isJson ? json.ToJsonString() : Shown.OneLine(text));
            output.Flush();
        }
    }

    /// <summary>Text of our own in several lines, or one JSON object on its line.</summary>
    public void Lines(JsonObject json, string text)
    {
        lock (output)
        {
            output.WriteLine(isJson ? json.ToJsonString() : text);
            output.Flush();
        }
    }

    /// <summary>A sentence for people; omitted in JSON.</summary>
    public void Say(string text)
    {
        if (!isJson)
            output.WriteLine(Shown.OneLine(text));
    }

    /// <summary>Runs long work with a progress bar, if the output is a terminal.</summary>
    public Task ProgressAsync(string what, Func<Action<double>, Task> work) =>
        isJson || !_console.Profile.Out.IsTerminal || !_console.Profile.Capabilities.Interactive
            ? work(static _ => { })
            : _console.Progress().StartAsync(context =>
            {
                var task = context.AddTask(what);
                return work(share => task.Value = share * 100);
            });

    private static string Title(string name) => name.Replace('_', ' ');

    private static string Plain(JsonNode? value) => value switch
    {
        null => "-",
        JsonArray list => list.Count == 0 ? "-" : string.Join(", ", list.Select(Plain)),
        JsonValue scalar => Shown.OneLine(scalar.ToString()),
        _ => Shown.OneLine(value.ToJsonString()),
    };
}
