using System.Globalization;
using System.Numerics;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Nonces;

namespace Allora.Sdk.Workers.Funding;

/// <summary>What the treasury sent to each wallet on the present UTC day. It is in the treasury's journal before anything is sent, so that a restart forgets nothing.</summary>
internal sealed class FundingLedger(NonceLedger nonces, TimeProvider time)
{
    private const string Purpose = "fund";

    private readonly Dictionary<string, BigInteger> _sent = new(StringComparer.Ordinal);
    private long _day = -1;

    /// <summary>Sent today to all wallets.</summary>
    public UAllo Total
    {
        get
        {
            Turn();
            return new UAllo(_sent.Values.Aggregate(BigInteger.Zero, static (sum, one) => sum + one));
        }
    }

    /// <summary>Sent today to one wallet.</summary>
    public UAllo To(string address)
    {
        Turn();
        return new UAllo(_sent.GetValueOrDefault(address));
    }

    /// <summary>Counts transfers that are about to be sent, or takes back those that can never be included.</summary>
    public async ValueTask CountAsync(IEnumerable<(string Address, UAllo Amount)> transfers, bool takeBack)
    {
        Turn();
        foreach (var (address, amount) in transfers)
            _sent[address] = BigInteger.Max(0, _sent.GetValueOrDefault(address) + (takeBack ? -amount.Value : amount.Value));
        await nonces.NoteAnswerAsync(Purpose, 0, _day, string.Join(' ', _sent.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}={one.Value}")))).ConfigureAwait(false);
    }

    private void Turn()
    {
        var today = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay;
        if (today == _day)
            return;
        _day = today;
        _sent.Clear();
        foreach (var one in nonces.AnswerOf(Purpose, 0, today)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (one.Split('=') is [var address, var digits] && BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
                _sent[address] = amount;
        }
    }
}
