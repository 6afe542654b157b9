using System.Text.Json;
using Allora.Sdk.DevNet.Requests;

namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>
/// A rule by which a node lies: which value of which answers, what becomes of it, how often or how long. The same rule acts on gRPC
/// replies, REST and RPC answers and event frames; docs/devnet.md describes the paths. Add it to <see cref="DevNetLies"/>.
/// </summary>
public sealed class Lie
{
    private const int KeptHits = 10_000;

    private readonly Lock _gate = new();
    private readonly List<LieHit> _hits = [];
    private readonly LiePath _path = LiePath.Whole;
    private int _id;
    private int _matches;
    private int _told;
    private string? _failure;

    /// <summary>
    /// Which value: a path such as <c>gas_info.gas_used</c>, <c>header:x-cosmos-block-height</c>, <c>error:13</c> or
    /// <c>event:EventWorkerSubmissionWindowOpened/nonce_block_height</c>. Empty is the whole answer. Default: empty. Throws
    /// <see cref="FormatException"/> for a path that cannot be read.
    /// </summary>
    public string Path
    {
        get => _path.Text;
        init => _path = LiePath.Parse(value);
    }

    /// <summary>What becomes of the value. Default: <see cref="LieChange.Set"/>.</summary>
    public LieChange Change { get; init; }

    /// <summary>
    /// The values of <see cref="LieChange.Set"/>, one for each hit and again from the first. Numbers in decimal, bytes and messages in
    /// base64, times as in JSON; a number out of the field's range is cut to its bits. Default: one empty text.
    /// </summary>
    public IReadOnlyList<string> Values { get; init; } = [""];

    /// <summary>The value of <see cref="LieChange.Set"/>; sets <see cref="Values"/> to this one.</summary>
    public string Value
    {
        get => Values.Count == 0 ? "" : Values[0];
        init => Values = [value];
    }

    /// <summary>How many blocks old the value of <see cref="LieChange.Stale"/> is. Default 1.</summary>
    public int Ago { get; init; } = 1;

    /// <summary>The protocol on which it acts; null is all of them.</summary>
    public FaultProtocol? Protocol { get; init; }

    /// <summary>The method, matched as <see cref="Fault.Method"/>; null is every method.</summary>
    public string? Method { get; init; }

    /// <summary>How many answers it changes. Default: every one, until removed.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>How many answers that have the value pass unchanged first. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>For how many blocks it acts after it was added. Default 0: until removed.</summary>
    public int Blocks { get; init; }

    /// <summary>How many answers it changed so far, on all nodes that have it.</summary>
    public int Hits => Volatile.Read(ref _told);

    /// <summary>The answers that it changed, oldest first; the first 10 000 are kept.</summary>
    public IReadOnlyList<LieHit> Told
    {
        get
        {
            lock (_gate)
                return [.. _hits];
        }
    }

    /// <summary>Why it could not act when it last tried, such as a text for a field that holds numbers; null if it never failed.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Its number among the faults of the DevNet, from 1; 0 until it is added.</summary>
    public int Id => Volatile.Read(ref _id);

    internal LiePath Parsed => _path;

    /// <summary>The value that its next hit shows.</summary>
    internal string NextValue => Values.Count == 0 ? "" : Values[Hits % Values.Count];

    /// <summary>
    /// Reads {"path": "gas_info.gas_used", "change": "set", "value": "9223372036854775808", "protocol": "grpc", "method": "Simulate",
    /// "times": 1, "skip": 0, "blocks": 20, "ago": 3}; all but the path may be missing. Throws <see cref="FormatException"/> with the
    /// reason if it cannot be read.
    /// </summary>
    public static Lie Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return From(ControlRequest.Parse(document));
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"a lie is a JSON object such as {{\"path\":\"gas_info.gas_used\",\"value\":\"0\"}}: {wrong.Message}", wrong);
        }
    }

    internal static Lie From(ControlRequest request) => new()
    {
        Path = request.Text("path") ?? throw new FormatException("a lie needs a \"path\"; \"\" is the whole answer"),
        Change = request.Choice<LieChange>("change") ?? LieChange.Set,
        Value = request.Text("value") ?? "",
        Ago = request.Count("ago", 1, 1),
        Protocol = request.Choice<FaultProtocol>("protocol"),
        Method = request.Text("method"),
        Times = request.Count("times", int.MaxValue, 1),
        Skip = request.Count("skip", 0),
        Blocks = request.Count("blocks", 0),
    };

    internal void Number(Func<int> next)
    {
        if (Id == 0)
            Interlocked.CompareExchange(ref _id, next(), 0);
    }

    internal bool Matches(FaultProtocol protocol, string method) =>
        Hits < Times && (Protocol is null || Protocol == protocol) && Fault.IsMethod(Method, protocol, method);

    internal void Failed(string why) => Volatile.Write(ref _failure, why);

    /// <summary>Counts an answer that has the value; false if this one is not to be changed.</summary>
    internal bool Claim(LieHit hit)
    {
        lock (_gate)
        {
            if (_matches++ < Skip || _told >= Times)
                return false;
            Volatile.Write(ref _told, _told + 1);
            if (_hits.Count < KeptHits)
                _hits.Add(hit);
            return true;
        }
    }
}
