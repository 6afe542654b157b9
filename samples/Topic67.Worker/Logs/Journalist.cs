using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Allora.Sdk;
using Topic67.Worker.State;

namespace Topic67.Worker.Logs;

/// <summary>
/// Writes all output of a running worker: lines to the console and worker.log, events, predictions, the latest submission. No method throws if the
/// disk is full or the console is closed: a line of a log must not cost a window.
/// </summary>
internal sealed class Journalist : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly StateFolder _folder;
    private readonly RotatingFile _lines;
    private readonly RotatingFile _eventFile;
    private readonly RotatingFile _predictions;
    private readonly RotatingFile _network;
    private readonly RotatingFile _followUps;
    private byte[]? _latest;
    private bool _isConsoleClosed;
    private bool _isDiskReported;

    public Journalist(StateFolder folder, long maxBytes, TextWriter output, TimeProvider time)
    {
        (_folder, _output) = (folder, TextWriter.Synchronized(output));
        _lines = new RotatingFile(folder.Output, maxBytes);
        _eventFile = new RotatingFile(folder.Events, maxBytes);
        _predictions = new RotatingFile(folder.Predictions, maxBytes);
        _network = new RotatingFile(folder.Network, maxBytes);
        _followUps = new RotatingFile(folder.FollowUps, maxBytes);
        Events = new EventLog(_eventFile, time);
    }

    public EventLog Events { get; }

    private IEnumerable<RotatingFile> Files => [_lines, _eventFile, _predictions, _network, _followUps];

    public void Say(string line)
    {
        // Parts of a line are text of a chain, a node or an exchange.
        var shown = SafeText.OneLine(line);
        Print(shown);
        _lines.Write(Encoding.UTF8.GetBytes(shown + "\n"));
    }

    /// <summary>A line, and the same as an event.</summary>
    public void Tell(string name, string message, params ReadOnlySpan<(string Key, object? Value)> data)
    {
        Say(message);
        Events.Write(name, message, data);
    }

    /// <summary>The line of a start that failed, in both logs; the console has it on its error stream.</summary>
    public void Fail(string message)
    {
        var shown = SafeText.OneLine(message);
        _lines.Write(Encoding.UTF8.GetBytes(shown + "\n"));
        Events.Write("error", shown);
    }

    public void Keep(WindowRecord record)
    {
        var json = Line(record, StateJson.Default.WindowRecord);
        _predictions.Write(json);
        if (record.Hash is null)
            return;
        lock (_lock)
            _latest = json;
        Settle();
    }

    public void Keep(NetworkRecord record) => _network.Write(Line(record, StateJson.Default.NetworkRecord));

    public void Keep(FollowUpRecord record) => _followUps.Write(Line(record, StateJson.Default.FollowUpRecord));

    /// <summary>Writes the lines that wait for space on the disk; reports once that the disk is full, and once that it no longer is.</summary>
    public void Settle()
    {
        var failure = WriteLatest();
        foreach (var file in Files)
        {
            file.Flush();
            failure ??= file.Trouble;
        }

        if (failure is not null && !_isDiskReported)
            Print($"warning: the state folder cannot be written ({failure}): lines wait in memory, predictions continue");
        else if (failure is null && _isDiskReported)
            Tell("warning", $"the state folder can be written again; lines lost: {Files.Sum(static file => file.Lost)}", ("lost", Files.Sum(static file => file.Lost)));
        _isDiskReported = failure is not null;
    }

    public void Dispose()
    {
        foreach (var file in Files)
            file.Dispose();
    }

    private static byte[] Line<T>(T record, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(record, type), (byte)'\n'];

    private string? WriteLatest()
    {
        lock (_lock)
        {
            try
            {
                if (_latest is { } latest)
                    PrivateFile.Replace(_folder.Latest, latest);
                _latest = null;
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return exception.Message;
            }
        }
    }

    private void Print(string line)
    {
        if (_isConsoleClosed)
            return;
        try
        {
            _output.WriteLine(line);
            _output.Flush();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The program that read the lines has ended, or they went to a full disk; worker.log has them.
            _isConsoleClosed = exception is ObjectDisposedException || exception.HResult != DiskFull.Error;
        }
    }
}
