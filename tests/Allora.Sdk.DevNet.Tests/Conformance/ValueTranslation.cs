using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>A captured value as another cast has it: heights, topic ids and account numbers are found by the names of fields and attributes.</summary>
internal sealed partial class ValueTranslation(Cast cast)
{
    private static readonly HashSet<string> Heights = new(StringComparer.Ordinal)
    {
        "nextWindowStartBlock", "nextWindowEndBlock", "windowStartBlock", "windowEndBlock", "currentNonceBlockHeight", "inferenceBlockHeight", "epochLastEnded", "nonce",
        "nonce_block_height", "block_height", "blockHeight", "window_end_block", "height", "earliestBlockHeight", "latestBlockHeight", "lastBlockHeight",
    };

    /// <param name="name">The last field of the value's path, or the key of its attribute.</param>
    /// <param name="within">The field before that.</param>
    /// <param name="captured">The captured value.</param>
    public string Of(string name, string within, string captured)
    {
        if (captured == "localnet")
            return cast.ChainId;
        if (Heights.Contains(name))
            return Shift(captured, HeightOf);
        if (name is "topic_id" or "topicId" || (name, within) == ("id", "topic"))
            return Shift(captured, TopicOf);
        return name == "accountNumber" ? Shift(captured, ShiftedByHeights) : Text(captured);
    }

    public string Text(string captured)
    {
        captured = HeightIn().Replace(cast.Text(captured), match => match.Groups[1].Value + Shift(match.Groups[2].Value, HeightOf));
        captured = TopicIn().Replace(captured, match => match.Groups[1].Value + Shift(match.Groups[2].Value, TopicOf));
        captured = AccountIn().Replace(captured, match => match.Groups[1].Value + Shift(match.Groups[2].Value, ShiftedByHeights));
        captured = BalanceIn().Replace(captured, match => Shift(match.Value, ShiftedByHeights));
        return captured.Replace("chain-id (localnet)", $"chain-id ({cast.ChainId})", StringComparison.Ordinal);
    }

    private BigInteger HeightOf(BigInteger captured) => cast.Height((long)captured);

    private BigInteger TopicOf(BigInteger captured) => cast.Topic((ulong)captured);

    private BigInteger ShiftedByHeights(BigInteger captured) => captured + cast.HeightShift;

    // A typed event has the number in quotes.
    private string Shift(string captured, Func<BigInteger, BigInteger> shift)
    {
        if (!BigInteger.TryParse(captured.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return cast.Text(captured);
        var shifted = shift(number).ToString(CultureInfo.InvariantCulture);
        return captured.StartsWith('"') ? $"\"{shifted}\"" : shifted;
    }

    [GeneratedRegex(@"((?:block|height|window):? )(\d+)")]
    private static partial Regex HeightIn();

    [GeneratedRegex(@"(topic:? |key '\("")(\d+)")]
    private static partial Regex TopicIn();

    // The stage gives its actors as much more.
    [GeneratedRegex(@"\b\d{24}(?=$|uallo)")]
    private static partial Regex BalanceIn();

    [GeneratedRegex(@"(account number \()(\d+)")]
    private static partial Regex AccountIn();
}
