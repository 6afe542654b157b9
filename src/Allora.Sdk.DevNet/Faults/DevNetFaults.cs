using System.Collections.Immutable;

namespace Allora.Sdk.DevNet.Faults;

/// <summary>The faults of one node. Add and remove them at any time; each counts its hits.</summary>
public sealed class DevNetFaults
{
    private ImmutableArray<Fault> _faults = [];

    /// <summary>What is active now.</summary>
    public IReadOnlyList<Fault> Active => _faults;

    /// <summary>Makes a fault active, and gives it back for counting.</summary>
    public Fault Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ImmutableInterlocked.Update(ref _faults, static (list, added) => list.Add(added), fault);
        return fault;
    }

    /// <summary>Ends a fault.</summary>
    public void Remove(Fault fault) => ImmutableInterlocked.Update(ref _faults, static (list, gone) => list.Remove(gone), fault);

    /// <summary>Ends every fault.</summary>
    public void Clear() => ImmutableInterlocked.Update(ref _faults, static _ => []);

    /// <summary>The faults that hit this call, first those added first; each is counted.</summary>
    internal IReadOnlyList<Fault> Take(FaultProtocol protocol, string method)
    {
        if (_faults.IsEmpty)
            return [];
        List<Fault>? taken = null;
        foreach (var fault in _faults)
        {
            if (fault.Matches(protocol, method) && fault.Claim())
                (taken ??= []).Add(fault);
        }

        return taken ?? (IReadOnlyList<Fault>)[];
    }
}
