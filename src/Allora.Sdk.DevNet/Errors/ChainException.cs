namespace Allora.Sdk.DevNet.Errors;

/// <summary>
/// A refusal by the chain's own rules. (Codespace, Code) is what a client must look at; Message is the whole text,
/// the innermost reason last. Where names the Go source line that real nodes print when simulating.
/// </summary>
internal sealed class ChainException(string codespace, uint code, string message, string where = "") : Exception(message)
{
    public string Codespace { get; } = codespace;

    public uint Code { get; } = code;

    public string Where { get; } = where;

    /// <summary>The text as bytes where it is not valid UTF-8.</summary>
    public byte[]? RawMessage { get; init; }

    /// <summary>The same refusal with more context in front.</summary>
    public ChainException Wrap(string context) => new(Codespace, Code, $"{context}: {Message}", Where);
}
