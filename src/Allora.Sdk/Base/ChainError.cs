namespace Allora.Sdk;

/// <summary>An error of the chain: in CheckTx, in a simulation, or in a block.</summary>
/// <param name="Codespace">The module that returned the error, such as "sdk" or "emissions".</param>
/// <param name="Code">The module's number for the error; only meaningful together with the codespace.</param>
/// <param name="Log">The chain's text.</param>
/// <param name="Reason">The meaning of codespace and code.</param>
/// <param name="IsTransient">Whether a retry can succeed, once the value that the reason names (sequence, fee, gas limit) has been refreshed.</param>
public sealed record ChainError(string Codespace, uint Code, string Log, AlloraErrorReason Reason, bool IsTransient)
{
    /// <summary>The pair and the text, such as "(sdk, 32) account sequence mismatch, expected 26, got 33".</summary>
    public override string ToString() => $"({Codespace}, {Code}) {Log}";
}
