using System.Collections.Concurrent;

namespace Allora.Sdk.Transactions.Fees;

/// <summary>Remembers the gas that each kind of message took last, so that a transaction can be priced before it is simulated.</summary>
internal sealed class GasLedger
{
    private readonly ConcurrentDictionary<string, ulong> _last = new(StringComparer.Ordinal);

    public ulong? Last(string purpose) => _last.TryGetValue(purpose, out var gas) ? gas : null;

    public void Learn(string purpose, ulong gasUsed)
    {
        if (gasUsed > 0)
            _last[purpose] = gasUsed;
    }
}
