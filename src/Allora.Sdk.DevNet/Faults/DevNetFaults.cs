using System.Collections.Immutable;
using System.Text.Json;
using Allora.Sdk.DevNet.Journal;

namespace Allora.Sdk.DevNet.Faults;

/// <summary>The faults of one node. Add and remove them at any time; each counts its hits.</summary>
public sealed class DevNetFaults
{
    private readonly ChainJournal _journal;
    private readonly int _node;
    private ImmutableArray<Fault> _faults = [];

    internal DevNetFaults(ChainJournal journal, int node)
    {
        _journal = journal;
        _node = node;
    }

    /// <summary>What is active now.</summary>
    public IReadOnlyList<Fault> Active => _faults;

    /// <summary>Makes a fault active, and gives it back for counting. The same fault on several nodes counts for all of them.</summary>
    public Fault Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        fault.Number(_journal.NextFault);
        ImmutableInterlocked.Update(ref _faults, static (list, added) => list.Add(added), fault);
        Tell("fault_on", fault);
        return fault;
    }

    /// <summary>Ends a fault.</summary>
    public void Remove(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (ImmutableInterlocked.Update(ref _faults, static (list, gone) => list.Remove(gone), fault))
            Tell("fault_off", fault);
    }

    /// <summary>Ends every fault.</summary>
    public void Clear()
    {
        foreach (var fault in _faults)
            Remove(fault);
    }

    /// <summary>The faults that hit this call, first those added first; each is counted.</summary>
    internal IReadOnlyList<Fault> Take(FaultProtocol protocol, string method, Func<Fault, bool>? canAct = null)
    {
        if (_faults.IsEmpty)
            return [];
        List<Fault>? taken = null;
        foreach (var fault in _faults)
        {
            if (!(canAct ?? FaultScope.OfCalls)(fault) || !fault.Matches(protocol, method) || !fault.Claim())
                continue;
            (taken ??= []).Add(fault);
            Tell("fault_hit", fault, protocol, method);
        }

        return taken ?? (IReadOnlyList<Fault>)[];
    }

    private void Tell(string kind, Fault fault, FaultProtocol? protocol = null, string? method = null) => _journal.Write(kind, writer =>
    {
        writer.WriteNumber("fault", fault.Id);
        writer.WriteNumber("node", _node);
        writer.WriteString("what", JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Kind.ToString()));
        if ((protocol ?? fault.Protocol) is { } face)
            writer.WriteString("protocol", JsonNamingPolicy.SnakeCaseLower.ConvertName(face.ToString()));
        if ((method ?? fault.Method) is { } call)
            writer.WriteString("method", call);
    });
}
