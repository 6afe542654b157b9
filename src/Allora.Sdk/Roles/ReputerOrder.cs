using System.Globalization;
using Allora.Sdk.Encodings;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Roles;

/// <summary>
/// Which nonce a reputer may send losses for. The chain keeps one payload per (topic, reputer), whatever its nonce: when a nonce closes, it
/// uses the payloads of that nonce and discards all others. So only the oldest nonce that is not closed is eligible, even if it is settled.
/// </summary>
internal static class ReputerOrder
{
    /// <summary>The eligible nonce, if a payload can still be included for it, and the nonce that waits for an older one.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="height">The height of the query (blocks).</param>
    /// <param name="unclosed">The nonces that the chain has not closed, also those past their last height.</param>
    /// <exception cref="AlloraException">The topic's epoch or lag is not possible: the answer of a node is wrong.</exception>
    public static (OpenWindow? Eligible, WaitingNonce? Waiting) Of(TopicInfo topic, long height, IEnumerable<long> unclosed)
    {
        if (topic is not { EpochLength: > 0, GroundTruthLag: >= 0 })
            throw Impossible(topic);
        var accepting = unclosed.Where(nonce => nonce > 0 && (Int128)nonce + topic.GroundTruthLag <= (Int128)height + 1).Order().ToArray();
        if (accepting is not [var oldest, ..])
            return (null, null);
        var older = new OpenWindow(oldest, EndOf(topic, oldest));
        OpenWindow? eligible = height < older.End ? older : null;
        return (eligible, accepting.Length > 1 ? new WaitingNonce(accepting[1], older, topic.EpochLength) : null);
    }

    private static AlloraException Impossible(TopicInfo topic) => new(AlloraErrorReason.Transport, isTransient: true, string.Create(
        CultureInfo.InvariantCulture,
        $"A node answered with an epoch of {topic.EpochLength} and a ground truth lag of {topic.GroundTruthLag} blocks for topic {topic.Id}."));

    /// <summary>The last height whose block can include losses: the chain closes at the topic's own epoch ends, so a lag between them makes the window longer.</summary>
    private static long EndOf(TopicInfo topic, long nonce)
    {
        var beyond = topic.GroundTruthLag % topic.EpochLength;
        var extra = beyond == 0 ? 0 : topic.EpochLength - beyond;
        return (long)Int128.Min(long.MaxValue, (Int128)nonce + topic.GroundTruthLag + extra + topic.EpochLength);
    }
}
