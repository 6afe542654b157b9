namespace Allora.Sdk;

/// <summary>An error of the chain: in CheckTx, in a simulation, or in a block.</summary>
public sealed record ChainError
{
    /// <summary>The module that returned the error, such as "sdk" or "emissions".</summary>
    public required string Codespace { get; init; }

    /// <summary>The module's number for the error; only meaningful together with the codespace.</summary>
    public required uint Code { get; init; }

    /// <summary>The chain's text.</summary>
    public required string Log { get; init; }

    /// <summary>The meaning of codespace and code.</summary>
    public required AlloraErrorReason Reason { get; init; }

    /// <summary>Whether a retry can succeed, once the value that the reason names (sequence, fee, gas limit) has been refreshed.</summary>
    public required bool IsTransient { get; init; }

    /// <summary>The pair and the text, such as "(sdk, 32) account sequence mismatch, expected 26, got 33".</summary>
    public override string ToString() => $"({Codespace}, {Code}) {Log}";
}
