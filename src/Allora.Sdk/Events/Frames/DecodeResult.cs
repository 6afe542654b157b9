namespace Allora.Sdk.Events.Frames;

/// <summary>The kind of a frame, which determines the valid members of <see cref="DecodedFrame"/>.</summary>
internal enum DecodeResult
{
    /// <summary>Not JSON, or a block or header without its required fields.</summary>
    Malformed,

    /// <summary>An irrelevant frame: an event of another kind, or not a JSON-RPC answer.</summary>
    Ignored,

    /// <summary>A successful JSON-RPC answer: Id.</summary>
    Reply,

    /// <summary>A JSON-RPC error: Id if the node sent one, ErrorCode, ErrorText.</summary>
    Error,

    /// <summary>A block's header: Height, Time.</summary>
    Header,

    /// <summary>A block's events: Height, Opened, Closed, UnreadableEvents.</summary>
    Block,
}
