using System.Numerics;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.State;

/// <summary>Coins that become free at an end, or steadily from a start to it.</summary>
internal sealed record VestingSchedule(BigInteger Original, DateTimeOffset? Start, DateTimeOffset End)
{
    /// <summary>What is locked at a block's time, in whole uallo.</summary>
    public BigInteger Locked(DateTimeOffset now)
    {
        if (now >= End)
            return BigInteger.Zero;
        if (Start is not { } start || now <= start)
            return Original;
        // The chain counts whole seconds.
        var share = LegacyDec.Ratio(now.ToUnixTimeSeconds() - start.ToUnixTimeSeconds(), End.ToUnixTimeSeconds() - start.ToUnixTimeSeconds());
        return Original - share.RoundTimes(Original);
    }
}
