namespace Allora.Sdk.Chain.Errors;

/// <summary>Errors of a node's mempool before CheckTx: a text over CometBFT RPC, and one of these codes of codespace "sdk" over gRPC.</summary>
internal static class MempoolTexts
{
    public const string Codespace = "sdk";
    public const uint AlreadyKnown = 19;
    public const uint MempoolFull = 20;
    public const uint TooLarge = 21;

    /// <summary>Returns the code for a text; null for a text that is not an error of the mempool.</summary>
    public static uint? CodeOf(string text)
    {
        if (text.Contains("tx already exists in cache", StringComparison.Ordinal))
            return AlreadyKnown;
        if (text.StartsWith("mempool is full", StringComparison.Ordinal))
            return MempoolFull;
        return text.StartsWith("Tx too large", StringComparison.OrdinalIgnoreCase) ? TooLarge : null;
    }
}
