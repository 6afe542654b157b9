using System.Globalization;
using System.Numerics;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Errors;

/// <summary>
/// The meaning of the chain's (codespace, code) pairs. Only this class and, for error texts, <see cref="ErrorTexts"/> contain them.
/// </summary>
internal static class ErrorMap
{
    /// <summary>The codespace of errors that have no code of their own.</summary>
    public const string Undefined = "undefined";

    // Amounts of the chain have 256 bits.
    private const int MostDigits = 78;

    /// <summary>Classifies the outcome of a transaction; null for code 0.</summary>
    public static ChainError? FromCode(string codespace, uint code, string log)
    {
        if (code == 0)
            return null;
        log = ErrorTexts.Bounded(log);
        var reason = ReasonOf(codespace, code, log);
        return new ChainError { Codespace = codespace, Code = code, Log = log, Reason = reason, IsTransient = IsTransient(reason) };
    }

    /// <summary>Whether a retry can succeed, once the value that the reason names (sequence, fee, gas limit, schema) has been refreshed.</summary>
    public static bool IsTransient(AlloraErrorReason reason) => reason is
        AlloraErrorReason.Transport or AlloraErrorReason.Timeout or AlloraErrorReason.Unavailable or AlloraErrorReason.RateLimited
        or AlloraErrorReason.WrongSchema or AlloraErrorReason.SequenceMismatch or AlloraErrorReason.OutOfGas
        or AlloraErrorReason.InsufficientFee or AlloraErrorReason.MempoolFull or AlloraErrorReason.WindowNotOpen
        or AlloraErrorReason.NotSynced;

    /// <summary>The sequence that the node expects: "expected 26, got 33". The node's state may lag.</summary>
    public static ulong? ExpectedSequence(ChainError error) =>
        error.Reason == AlloraErrorReason.SequenceMismatch
        && ulong.TryParse(DigitsAfter(error.Log, "expected "), NumberStyles.None, CultureInfo.InvariantCulture, out var expected)
            ? expected
            : null;

    /// <summary>The least fee for this gas limit: "required: 3000000uallo"; null if the text has none that can be an amount.</summary>
    public static UAllo? RequiredFee(ChainError error)
    {
        if (error.Reason != AlloraErrorReason.InsufficientFee)
            return null;
        var digits = DigitsAfter(error.Log, "required: ");
        var end = error.Log.AsSpan(error.Log.IndexOf("required: ", StringComparison.Ordinal) + "required: ".Length + digits.Length);
        return digits.Length is > 0 and <= MostDigits && end.StartsWith("uallo", StringComparison.Ordinal)
            ? new UAllo(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture))
            : null;
    }

    private static AlloraErrorReason ReasonOf(string codespace, uint code, string log) => (codespace, code) switch
    {
        ("sdk", 18 or 38) when ErrorTexts.IsStatePruned(log) => AlloraErrorReason.NotSynced,
        (Undefined, 1) => ErrorTexts.ReasonOfUndefined(log),
        ("sdk", _) => ReasonOfSdk(code),
        ("emissions", _) => ReasonOfEmissions(code),
        ("feemarket", 1) => AlloraErrorReason.InsufficientFee,
        // A grant that exists but does not cover this: spent, expired, or for other messages.
        ("feegrant", 2 or 3 or 5 or 7) => AlloraErrorReason.NoFeeGrant,
        // No grant of another account's, or one that has ended; a message that only a vote can send.
        ("authz", 2 or 6) or ("gov", 13) => AlloraErrorReason.NotPermitted,
        _ => AlloraErrorReason.Unknown,
    };

    private static AlloraErrorReason ReasonOfSdk(uint code) => code switch
    {
        2 or 6 or 34 => AlloraErrorReason.WrongSchema,
        3 or 32 => AlloraErrorReason.SequenceMismatch,
        4 or 15 => AlloraErrorReason.SignatureRejected,
        5 => AlloraErrorReason.InsufficientFunds,
        8 or 24 => AlloraErrorReason.WrongSigner,
        9 => AlloraErrorReason.UnknownAccount,
        11 => AlloraErrorReason.OutOfGas,
        12 => AlloraErrorReason.MemoTooLarge,
        13 => AlloraErrorReason.InsufficientFee,
        7 or 10 or 14 or 18 or 28 or 29 or 31 or 35 or 37 or 41 => AlloraErrorReason.InvalidRequest,
        19 => AlloraErrorReason.AlreadyKnown,
        20 => AlloraErrorReason.MempoolFull,
        21 => AlloraErrorReason.TxTooLarge,
        26 => AlloraErrorReason.NotSynced,
        30 => AlloraErrorReason.WindowEnded,
        38 => AlloraErrorReason.NoFeeGrant,
        _ => AlloraErrorReason.Unknown,
    };

    private static AlloraErrorReason ReasonOfEmissions(uint code) => code switch
    {
        6 or 23 => AlloraErrorReason.UnknownTopic,
        7 or 8 => AlloraErrorReason.AlreadyRegistered,
        10 or 13 => AlloraErrorReason.NotRegistered,
        11 => AlloraErrorReason.StakeTooSmall,
        // Less is staked than is to be removed.
        14 or 49 => AlloraErrorReason.InsufficientFunds,
        48 => AlloraErrorReason.CannotPayRegistrationFee,
        52 or 71 or 77 or 92 or 99 or 101 => AlloraErrorReason.InvalidRequest,
        64 => AlloraErrorReason.NotFound,
        67 or 68 => AlloraErrorReason.WindowNotOpen,
        73 => AlloraErrorReason.CannotPayDataFee,
        75 => AlloraErrorReason.NonceNotOpen,
        78 => AlloraErrorReason.AlreadySubmitted,
        79 or 80 => AlloraErrorReason.NoInferences,
        >= 81 and <= 91 => AlloraErrorReason.NotPermitted,
        95 or 96 or 97 => AlloraErrorReason.InvalidLabels,
        _ => AlloraErrorReason.Unknown,
    };

    private static ReadOnlySpan<char> DigitsAfter(string text, string marker)
    {
        var start = text.IndexOf(marker, StringComparison.Ordinal);
        if (start < 0)
            return default;
        var rest = text.AsSpan(start + marker.Length);
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? rest : rest[..end];
    }
}
