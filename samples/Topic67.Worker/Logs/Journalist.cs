using System.Text;
using System.Text.Json;
using Allora.Sdk;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Logs;

/// <summary>Writes all output of a running worker: lines to the console and worker.log, events, predictions, the latest submission.</summary>
internal sealed class Journalist : IDisposable
{
    private readonly TextWriter _output;
    private readonly StateFolder _folder;
    private readonly RotatingFile _lines;
    private readonly RotatingFile _eventFile;
    private readonly RotatingFile _predictions;
    private readonly RotatingFile _network;

    public Journalist(StateFolder folder, WorkerSettings settings, TextWriter output, TimeProvider time)
    {
        (_folder, _output) = (folder, TextWriter.Synchronized(output));
        _lines = new RotatingFile(folder.Output, settings.LogMaxBytes);
        _eventFile = new RotatingFile(folder.Events, settings.LogMaxBytes);
        _predictions = new RotatingFile(folder.Predictions, settings.LogMaxBytes);
        _network = new RotatingFile(folder.Network, settings.LogMaxBytes);
        Events = new EventLog(_eventFile, time);
    }

    public EventLog Events { get; }

    public void Say(string line)
    {
        // Parts of a line are text of a chain, a node or an exchange.
        var shown = SafeText.OneLine(line);
        _output.WriteLine(shown);
        _output.Flush();
        _lines.Write(Encoding.UTF8.GetBytes(shown + "\n"));
    }

    /// <summary>A line, and the same as an event.</summary>
    public void Tell(string name, string message, params ReadOnlySpan<(string Key, object? Value)> data)
    {
        Say(message);
        Events.Write(name, message, data);
    }

    public void Keep(WindowRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, StateJson.Default.WindowRecord);
        _predictions.Write([.. json, (byte)'\n']);
        if (record.Hash is not null)
            StatusSnapshot.Replace(_folder.Latest, [.. json, (byte)'\n']);
    }

    public void Keep(NetworkRecord record) =>
        _network.Write([.. JsonSerializer.SerializeToUtf8Bytes(record, StateJson.Default.NetworkRecord), (byte)'\n']);

    public void Dispose()
    {
        _lines.Dispose();
        _eventFile.Dispose();
        _predictions.Dispose();
        _network.Dispose();
    }
}
