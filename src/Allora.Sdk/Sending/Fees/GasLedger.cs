using System.Collections.Concurrent;

namespace Allora.Sdk.Sending.Fees;

/// <summary>
/// Learns, for each kind of transaction, the difference between simulated gas and gas used in a block: collecting the fee and paying
/// the tip run in the block only, so a simulation is short by a constant (about 14 000 on the captured node).
/// </summary>
internal sealed class GasLedger
{
    /// <summary>The gas of a usual transaction, before the first simulation of its kind.</summary>
    public const ulong Usual = 200_000;

    private const ulong UnknownOverhead = 20_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The gas to expect in a block, by the last simulation; null before the first.</summary>
    public ulong? Expected(string purpose) =>
        _entries.TryGetValue(purpose, out var entry) && entry.Simulated is { } simulated ? simulated + entry.Overhead : null;

    /// <summary>Records a simulation and returns the gas to expect in a block.</summary>
    public ulong Simulated(string purpose, ulong gas)
    {
        var entry = _entries.AddOrUpdate(
            purpose,
            static (_, gas) => new Entry(gas, UnknownOverhead),
            static (_, before, gas) => before with { Simulated = gas },
            gas);
        return gas + entry.Overhead;
    }

    /// <summary>Records the gas that a block used for a transaction, with its simulated gas.</summary>
    public void Used(string purpose, ulong simulated, ulong used) =>
        Learn(purpose, used > simulated ? used - simulated : 0);

    /// <summary>A limit was too low: a quarter more is expected from now on.</summary>
    public void RanOut(string purpose, ulong simulated, ulong limit) =>
        Learn(purpose, limit + (limit / 4) - Math.Min(simulated, limit));

    private void Learn(string purpose, ulong overhead) =>
        _entries.AddOrUpdate(
            purpose,
            static (_, overhead) => new Entry(null, overhead),
            static (_, before, overhead) => before with { Overhead = overhead },
            overhead);

    private readonly record struct Entry(ulong? Simulated, ulong Overhead);
}
