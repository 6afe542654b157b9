using System.Globalization;

namespace Allora.Chaos.Lies;

/// <summary>What no lie may break.</summary>
internal static class LieInvariants
{
    // A health check may take two epochs and the windows on both sides to notice.
    private const int EpochsUnnoticed = 3;

    /// <summary>A sentence for each broken invariant.</summary>
    public static IEnumerable<string> Broken(LieFacts facts)
    {
        if (facts.Paid.Where(paid => paid.Fee > facts.MaximumFee).MaxBy(static paid => paid.Fee) is { } dear)
            yield return Say($"caps: a transaction paid {dear.Fee} uallo, {facts.MaximumFee} are allowed");
        if (facts.Spent > facts.Paid.Count * facts.MaximumFee)
            yield return Say($"caps: the balance fell by {facts.Spent} uallo with {facts.Paid.Count} transactions");
        if (facts.Paid.FirstOrDefault(static paid => !paid.Type.EndsWith("InsertWorkerPayloadRequest", StringComparison.Ordinal)) is { } other)
            yield return Say($"caps: the wallet sent a {other.Type}");
        foreach (var nonce in facts.Paid.Where(static paid => paid.Nonce != 0).GroupBy(static paid => paid.Nonce))
        {
            if (nonce.SkipWhile(static paid => paid.Code != 0).Skip(1).Any())
                yield return Say($"paid once: nonce {nonce.Key} was paid again after it was included");
        }

        foreach (var nonce in facts.Bundles.GroupBy(static bundle => bundle.Nonce))
        {
            if (nonce.Select(static bundle => bundle.Digest).Distinct(StringComparer.Ordinal).Count() is > 1 and var count)
                yield return Say($"one bundle: {count} different bundles of nonce {nonce.Key} left the process");
        }

        if (facts.Ended is { } why)
            yield return Say($"lives: {why}");
        if (!facts.NextAnswered)
            yield return "next window: it was not answered after the lie had ended";
        if (facts.EpochsMissed > EpochsUnnoticed && facts.IsGreen)
            yield return Say($"health: green after {facts.EpochsMissed} epochs without an answer");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
