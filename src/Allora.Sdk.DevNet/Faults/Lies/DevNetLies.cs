using System.Collections.Immutable;
using System.Text.Json;
using Allora.Sdk.DevNet.Journal;

namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>The lies of one node. Add and remove them at any time; each counts its hits.</summary>
public sealed class DevNetLies
{
    private readonly ChainJournal _journal;
    private readonly int _node;
    private readonly Func<long> _height;
    private ImmutableArray<(Lie Lie, long Since)> _lies = [];

    internal DevNetLies(ChainJournal journal, int node, Func<long> height) => (_journal, _node, _height) = (journal, node, height);

    /// <summary>The lies that act now.</summary>
    public IReadOnlyList<Lie> Active => [.. _lies.Select(static entry => entry.Lie)];

    internal bool IsEmpty => _lies.IsEmpty;

    /// <summary>Makes a lie active, and returns it for counting. The same lie on several nodes counts for all of them.</summary>
    public Lie Add(Lie lie)
    {
        ArgumentNullException.ThrowIfNull(lie);
        lie.Number(_journal.NextFault);
        ImmutableInterlocked.Update(ref _lies, static (list, added) => list.Add(added), (lie, _height()));
        Write("fault_on", lie);
        return lie;
    }

    /// <summary>Ends a lie.</summary>
    public void Remove(Lie lie)
    {
        ArgumentNullException.ThrowIfNull(lie);
        if (ImmutableInterlocked.Update(ref _lies, static (list, gone) => list.RemoveAll(entry => entry.Lie == gone), lie))
            Write("fault_off", lie);
    }

    /// <summary>Ends every lie.</summary>
    public void Clear()
    {
        foreach (var (lie, _) in _lies)
            Remove(lie);
    }

    /// <summary>Ends the lies whose blocks are over, before anybody sees the block of this height.</summary>
    internal void Expire(long height)
    {
        foreach (var (lie, since) in _lies)
        {
            if (lie.Blocks > 0 && height >= since + lie.Blocks)
                Remove(lie);
        }
    }

    /// <summary>The lies that may act on an answer, first those added first.</summary>
    internal IReadOnlyList<Lie> For(FaultProtocol protocol, string method) =>
        _lies.IsEmpty ? [] : [.. _lies.Where(entry => entry.Lie.Matches(protocol, method)).Select(static entry => entry.Lie)];

    /// <summary>Counts an answer that has the value of a lie; false if the answer is to stay as it is.</summary>
    internal bool Claim(Lie lie, FaultProtocol protocol, string method, long height)
    {
        if (!lie.Claim(new LieHit { Node = _node, Protocol = protocol, Method = method, Path = lie.Path, Height = height }))
            return false;
        Write("fault_hit", lie, protocol, method);
        return true;
    }

    private void Write(string kind, Lie lie, FaultProtocol? protocol = null, string? method = null) => _journal.Write(kind, writer =>
    {
        writer.WriteNumber("fault", lie.Id);
        writer.WriteNumber("node", _node);
        writer.WriteString("what", "lie");
        if ((protocol ?? lie.Protocol) is { } face)
            writer.WriteString("protocol", JsonNamingPolicy.SnakeCaseLower.ConvertName(face.ToString()));
        if ((method ?? lie.Method) is { } call)
            writer.WriteString("method", call);
        writer.WriteString("path", lie.Path);
        writer.WriteString("change", JsonNamingPolicy.SnakeCaseLower.ConvertName(lie.Change.ToString()));
    });
}
