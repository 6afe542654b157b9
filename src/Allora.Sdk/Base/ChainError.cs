namespace Allora.Sdk;

/// <summary>A refusal by the chain: in CheckTx, in a simulation, or in a block.</summary>
/// <param name="Codespace">The module that refused, such as "sdk" or "emissions".</param>
/// <param name="Code">Its number for the reason; it means nothing without the codespace.</param>
/// <param name="Log">The chain's text.</param>
/// <param name="Reason">What the pair means.</param>
/// <param name="IsTransient">Whether trying again can succeed, with what the reason names (sequence, fee, gas limit) renewed.</param>
public sealed record ChainError(string Codespace, uint Code, string Log, AlloraErrorReason Reason, bool IsTransient)
{
    /// <summary>The pair and the text, such as "(sdk, 32) account sequence mismatch, expected 26, got 33".</summary>
    public override string ToString() => $"({Codespace}, {Code}) {Log}";
}
