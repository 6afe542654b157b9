using System.Collections.Frozen;
using System.Globalization;

namespace Allora.Sdk.Chain.Errors;

/// <summary>
/// The meaning of the chain's error texts, for the two cases without a code: errors that have no code of their own, and
/// simulations and queries, whose errors arrive as the text of a gRPC status.
/// </summary>
internal static class ErrorTexts
{
    // The longest one recorded, a failed simulation with its trace, has 1 100 characters.
    private const int LongestText = 4096;
    private const string Failed = "failed to execute message; message index: ";
    private const string InferenceHeld = "inference already submitted";
    private const string ForecastHeld = "forecast already submitted";

    // An error is wrapped from the inside out, "context: context: cause", so the last part names the registered cause.
    private static readonly FrozenDictionary<string, (string Codespace, uint Code)> Causes = new Dictionary<string, (string, uint)>
    {
        ["tx parse error"] = ("sdk", 2),
        ["invalid sequence"] = ("sdk", 3),
        ["unauthorized"] = ("sdk", 4),
        ["insufficient funds"] = ("sdk", 5),
        ["unknown request"] = ("sdk", 6),
        ["invalid address"] = ("sdk", 7),
        ["invalid pubkey"] = ("sdk", 8),
        ["unknown address"] = ("sdk", 9),
        ["invalid coins"] = ("sdk", 10),
        ["out of gas"] = ("sdk", 11),
        ["memo too large"] = ("sdk", 12),
        ["insufficient fee"] = ("sdk", 13),
        ["maximum number of signatures exceeded"] = ("sdk", 14),
        ["no signatures supplied"] = ("sdk", 15),
        ["invalid request"] = ("sdk", 18),
        ["tx already in mempool"] = ("sdk", 19),
        ["mempool is full"] = ("sdk", 20),
        ["tx too large"] = ("sdk", 21),
        ["tx intended signer does not match the given signer"] = ("sdk", 24),
        ["invalid height"] = ("sdk", 26),
        ["invalid chain-id"] = ("sdk", 28),
        ["invalid type"] = ("sdk", 29),
        ["tx timeout height"] = ("sdk", 30),
        ["unknown extension options"] = ("sdk", 31),
        ["incorrect account sequence"] = ("sdk", 32),
        ["failed unpacking protobuf message from Any"] = ("sdk", 34),
        ["internal logic error"] = ("sdk", 35),
        ["feature not supported"] = ("sdk", 37),
        ["not found"] = ("sdk", 38),
        ["no fee coin provided. Must provide one."] = ("feemarket", 1),
        ["invalid topic ID"] = ("emissions", 6),
        ["reputer already registered in topic"] = ("emissions", 7),
        ["address already registered in a topic"] = ("emissions", 8),
        ["address is not registered in this topic"] = ("emissions", 10),
        ["insufficient stake to register"] = ("emissions", 11),
        ["address not registered"] = ("emissions", 13),
        ["insufficient stake to remove"] = ("emissions", 14),
        ["topic does not exist"] = ("emissions", 23),
        ["topic registrant does not have enough denom"] = ("emissions", 48),
        ["insufficient delegate stake to remove"] = ("emissions", 49),
        ["invalid value"] = ("emissions", 52),
        ["No stake removal found"] = ("emissions", 64),
        ["worker nonce window not available"] = ("emissions", 67),
        ["reputer nonce window not available"] = ("emissions", 68),
        ["unfulfilled nonce not found"] = ("emissions", 75),
        ["not permitted to update topic whitelist"] = ("emissions", 81),
        ["not permitted to create topic"] = ("emissions", 82),
        ["not permitted to submit worker payload"] = ("emissions", 83),
        ["not permitted to submit reputer payload"] = ("emissions", 84),
        ["not permitted to update params"] = ("emissions", 85),
        ["not permitted to update global whitelist"] = ("emissions", 86),
        ["not permitted to update topic creator whitelist"] = ("emissions", 87),
        ["not permitted to update topic worker whitelist"] = ("emissions", 88),
        ["not permitted to update topic reputer whitelist"] = ("emissions", 89),
        ["not permitted to add stake"] = ("emissions", 90),
        ["not permitted to update whitelist admins"] = ("emissions", 91),
        ["max whitelist input array length exceeded"] = ("emissions", 92),
        ["invalid label name"] = ("emissions", 95),
        ["label is not in the topic's label whitelist"] = ("emissions", 96),
        ["too many labels in one submission (exceeds per-topic cap)"] = ("emissions", 97),
        [InferenceHeld] = (ErrorMap.Undefined, 1),
        [ForecastHeld] = (ErrorMap.Undefined, 1),
        ["reputer loss already submitted"] = (ErrorMap.Undefined, 1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The text, or its start and its end if it is longer than any node's: the cause is at one of them.</summary>
    public static string Bounded(string text) =>
        text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText / 2), " ... ", text.AsSpan(text.Length - (LongestText / 2)));

    /// <summary>Returns the chain error in a status text, by its "codespace X code N" or else by its cause; null without either.</summary>
    public static ChainError? ChainErrorOf(string text)
    {
        if (TryReadPair(text, out var codespace, out var code, out var log))
            return ErrorMap.FromCode(codespace, code, log);

        log = WithoutTrace(text);
        var cause = log[(log.LastIndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 2 : 0)..];
        return Causes.TryGetValue(cause, out var pair) ? ErrorMap.FromCode(pair.Codespace, pair.Code, log) : null;
    }

    /// <summary>Whether a node no longer has the state of a height: its code is also that of items that do not exist.</summary>
    public static bool IsStatePruned(string log) => log.Contains("failed to load state at height ", StringComparison.Ordinal);

    /// <summary>Returns the reason of an error without a code of its own.</summary>
    public static AlloraErrorReason ReasonOfUndefined(string log)
    {
        if (log.EndsWith(" already submitted", StringComparison.Ordinal))
            return AlloraErrorReason.AlreadySubmitted;
        if (IsUnknownTopic(WithoutIndex(log)))
            return AlloraErrorReason.UnknownTopic;
        return IsAboutDenom(log) ? AlloraErrorReason.WrongFeeDenom : AlloraErrorReason.Unknown;
    }

    /// <summary>Returns the reason of a status text without a chain error in it.</summary>
    public static AlloraErrorReason ReasonOfPlain(string text)
    {
        text = WithoutIndex(WithoutTrace(text));
        if (IsAboutDenom(text))
            return AlloraErrorReason.WrongFeeDenom;
        if (text.StartsWith("account ", StringComparison.Ordinal) && text.EndsWith(" not found", StringComparison.Ordinal))
            return AlloraErrorReason.UnknownAccount;
        if (IsUnknownTopic(text))
            return AlloraErrorReason.UnknownTopic;
        // Over CometBFT RPC the code is lost.
        if (text.StartsWith("topic does not exist", StringComparison.Ordinal))
            return AlloraErrorReason.UnknownTopic;
        if (text.StartsWith("collections: not found: ", StringComparison.Ordinal))
            return AlloraErrorReason.NotFound;
        if (text.StartsWith("requested block height is bigger", StringComparison.Ordinal))
            return AlloraErrorReason.NotSynced;
        return text.EndsWith("invalid address format", StringComparison.Ordinal)
            || text.Contains("decoding bech32 failed", StringComparison.Ordinal)
            || text.StartsWith("encoding/hex: ", StringComparison.Ordinal)
            || text.StartsWith("unsupported return type", StringComparison.Ordinal)
            || text.StartsWith("grpc: error unmarshalling request", StringComparison.Ordinal)
            || text.StartsWith("failed to search for txs: ", StringComparison.Ordinal)
            ? AlloraErrorReason.InvalidRequest
            : AlloraErrorReason.Unknown;
    }

    /// <summary>The text as a block would log it: a simulation adds " [file:line] with gas used: 'N'".</summary>
    public static string WithoutTrace(string text)
    {
        var gas = text.LastIndexOf(" with gas used: '", StringComparison.Ordinal);
        var log = gas >= 0 ? text[..gas] : text;
        return log.EndsWith(']') && log.LastIndexOf(" [", StringComparison.Ordinal) is var trace and >= 0 ? log[..trace] : log;
    }

    /// <summary>
    /// Whether a reply was larger than the node sends, than the gateway takes from it ("received message larger than max (N vs. M)"), or than
    /// this client takes ("message exceeds the maximum configured message size").
    /// </summary>
    public static bool IsTooLarge(string text) =>
        text.Contains("message larger than max", StringComparison.Ordinal) || text.Contains("maximum configured message size", StringComparison.Ordinal);

    /// <summary>
    /// Whether a node keeps no index of transactions: it finds none by its hash, whatever happened. The status of the error differs from node to node.
    /// </summary>
    public static bool IsWithoutIndex(string text) =>
        text.Contains("indexing is disabled", StringComparison.Ordinal) || text.Contains("TxIndexer.Get method is not supported", StringComparison.Ordinal);

    /// <summary>Whether a node no longer has a block, or not the results of its transactions.</summary>
    public static bool IsPruned(string text) =>
        text.Contains("is not available, lowest height is", StringComparison.Ordinal) || text.Contains("not persisting finalize block responses", StringComparison.Ordinal);

    /// <summary>Whether the transaction's own signature was rejected because account number or chain id differ from the signed ones.</summary>
    public static bool IsOuterSignature(string log) => log.Contains("please verify account number", StringComparison.Ordinal);

    /// <summary>Whether the chain rejects a payload because it already has the worker's inference.</summary>
    public static bool HoldsInference(string log) => log.Contains(InferenceHeld, StringComparison.Ordinal);

    /// <summary>Whether the chain rejects a payload because it already has the worker's forecast.</summary>
    public static bool HoldsForecast(string log) => log.Contains(ForecastHeld, StringComparison.Ordinal);

    /// <summary>Which message of a transaction failed, from 0 on; null if the text names none.</summary>
    public static int? MessageIndex(string log) =>
        log.StartsWith(Failed, StringComparison.Ordinal) && log.IndexOf(':', Failed.Length) is var end and > 0
        && int.TryParse(log.AsSpan(Failed.Length..end), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    // "failed to execute message; message index: 0: cause"
    private static string WithoutIndex(string log)
    {
        return log.StartsWith(Failed, StringComparison.Ordinal) && log.IndexOf(": ", Failed.Length, StringComparison.Ordinal) is var end and > 0 ? log[(end + 2)..] : log;
    }

    // As a query's text, and inside of a message's.
    private static bool IsUnknownTopic(string text)
    {
        const string status = "rpc error: code = NotFound desc = ";
        var words = text.StartsWith(status, StringComparison.Ordinal) ? text[status.Length..] : text;
        return words.StartsWith("topic ", StringComparison.Ordinal) && words.EndsWith(" not found", StringComparison.Ordinal);
    }

    private static bool IsAboutDenom(string text) =>
        text.StartsWith("unable to get min gas price for denom ", StringComparison.Ordinal)
        || text.StartsWith("error resolving denom: ", StringComparison.Ordinal);

    private static bool TryReadPair(string text, out string codespace, out uint code, out string log)
    {
        const string before = "codespace ", between = " code ", after = ": ";
        (codespace, code, log) = ("", 0, "");
        if (!text.StartsWith(before, StringComparison.Ordinal))
            return false;
        var middle = text.IndexOf(between, before.Length, StringComparison.Ordinal);
        var end = middle < 0 ? -1 : text.IndexOf(after, middle, StringComparison.Ordinal);
        if (end < 0)
            return false;
        var digits = text.AsSpan((middle + between.Length)..end);
        if (!uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code))
            return false;
        codespace = text[before.Length..middle];
        log = text[(end + after.Length)..];
        return code != 0;
    }
}
