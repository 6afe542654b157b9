using System.Text.Json;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Journal.Lines;

namespace Allora.Chaos.Fleets;

/// <summary>Everything that the DevNet received and included, from its journal; kept in a file, too.</summary>
internal sealed class FleetRequests : IDisposable
{
    private readonly AlloraDevNet _chain;
    private readonly FileStream _file;
    private readonly Lock _lock = new();
    private readonly List<FleetLine> _lines = [];
    private readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _workers = new(StringComparer.Ordinal);
    private TaskCompletionSource<string>? _next;

    public FleetRequests(AlloraDevNet chain, string path)
    {
        (_chain, _file) = (chain, new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read));
        chain.Journal.Line += OnLine;
        chain.Engine.Committing += OnBlock;
    }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<FleetLine> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    /// <summary>Waits for the next payload that is accepted, and returns its wallet.</summary>
    public Task<string> NextBroadcastAsync()
    {
        lock (_lock)
            return (_next ??= new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>How many payloads of some wallets were accepted and are in no block yet.</summary>
    public int Pending(IReadOnlySet<string> wallets)
    {
        lock (_lock)
            return _pending.Count(hash => wallets.Contains(_workers[hash]));
    }

    public void Dispose()
    {
        _chain.Engine.Committing -= OnBlock;
        _chain.Journal.Line -= OnLine;
        lock (_lock)
            _file.Dispose();
    }

    private void OnBlock(CommittedBlock block) => BlockLines.Write(_chain.Journal, block);

    private void OnLine(byte[] bytes)
    {
        lock (_lock)
        {
            if (!_file.CanWrite)
                return;
            _file.Write(bytes);
            if (FleetLine.Read(bytes) is not { } line)
                return;
            _lines.Add(line);
            if (line is { Kind: "broadcast", Code: 0, Payload: { } sent })
            {
                _pending.Add(line.Hash);
                _workers[line.Hash] = sent.Worker;
                _next?.TrySetResult(sent.Worker);
                _next = null;
            }
            else if (line.Kind == "tx")
            {
                _pending.Remove(line.Hash);
            }
        }
    }
}

/// <summary>A line of the DevNet's journal, as far as the judge needs it.</summary>
internal sealed record FleetLine
{
    /// <summary>block, tx, broadcast, simulate or window_opened.</summary>
    public required string Kind { get; init; }

    /// <summary>When (Unix milliseconds).</summary>
    public required double Time { get; init; }

    public required long Height { get; init; }

    public string Hash { get; init; } = "";

    public uint Code { get; init; }

    public string Codespace { get; init; } = "";

    public string Signer { get; init; } = "";

    public ulong Sequence { get; init; }

    public long TimeoutHeight { get; init; }

    public FleetPayload? Payload { get; init; }

    /// <summary>The window's topic, nonce and last block.</summary>
    public (ulong Topic, long Nonce, long End) Window { get; init; }

    /// <summary>Null for lines of another kind.</summary>
    public static FleetLine? Read(byte[] bytes)
    {
        var json = JsonDocument.Parse(bytes).RootElement;
        var line = new FleetLine { Kind = json.GetProperty("kind").GetString()!, Time = (json.GetProperty("at").GetDateTimeOffset() - DateTimeOffset.UnixEpoch).TotalMilliseconds, Height = json.GetProperty("height").GetInt64() };
        switch (line.Kind)
        {
            case "block":
                return line;
            case "window_opened":
                return json.GetProperty("role").GetString() == "worker" ? line with { Window = (json.GetProperty("topic").GetUInt64(), json.GetProperty("nonce").GetInt64(), json.GetProperty("end").GetInt64()) } : null;
            case "tx" or "broadcast" or "simulate":
                return line with
                {
                    Hash = Text("hash"),
                    Code = json.TryGetProperty("code", out var code) ? code.GetUInt32() : 0,
                    Codespace = Text("codespace"),
                    Signer = Text("signer"),
                    Sequence = json.TryGetProperty("sequence", out var sequence) ? sequence.GetUInt64() : 0,
                    TimeoutHeight = json.TryGetProperty("timeout_height", out var timeout) ? (long)timeout.GetUInt64() : 0,
                    Payload = json.TryGetProperty("messages", out var messages) ? FleetPayload.Read(messages) : null,
                };
            default:
                return null;
        }

        string Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }
}

/// <summary>A payload in a transaction.</summary>
internal sealed record FleetPayload(string Worker, ulong Topic, long Nonce, string Bundle)
{
    public (string Worker, ulong Topic, long Nonce) Key => (Worker, Topic, Nonce);

    public static FleetPayload? Read(JsonElement messages)
    {
        foreach (var message in messages.EnumerateArray())
        {
            if (message.TryGetProperty("worker", out var worker) && message.TryGetProperty("bundle", out var bundle))
                return new FleetPayload(worker.GetString()!, message.GetProperty("topic").GetUInt64(), message.GetProperty("nonce").GetInt64(), bundle.GetString()!);
        }

        return null;
    }
}
