using Google.Protobuf;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>How one message type is read, who must sign it, and what it does.</summary>
internal sealed record MessageHandler
{
    public required string TypeUrl { get; init; }

    /// <summary>What the chain puts into the "module" attribute: the last part of the package for emissions.</summary>
    public required string Module { get; init; }

    /// <summary>Parses, and refuses values that the chain's own types refuse while decoding.</summary>
    public required Func<ByteString, IMessage> Parse { get; init; }

    /// <summary>Null where a message names none.</summary>
    public required Func<IMessage, string?> Signer { get; init; }

    /// <summary>Checks that need no state, before the ante handler runs.</summary>
    public Action<IMessage> ValidateBasic { get; init; } = static _ => { };

    public required Func<Execution, IMessage, IMessage> Execute { get; init; }

    /// <summary>The full name of the answer's type, for the data of the result.</summary>
    public required string ResponseUrl { get; init; }
}
