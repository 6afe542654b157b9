namespace Allora.Sdk.Events.Frames;

/// <summary>What a frame turned out to be; it tells which members of <see cref="DecodedFrame"/> mean something.</summary>
internal enum DecodeResult
{
    /// <summary>Not JSON, or a block or header without what makes it one.</summary>
    Malformed,

    /// <summary>A frame that says nothing to us: an event of another kind, or no JSON-RPC answer at all.</summary>
    Ignored,

    /// <summary>A successful JSON-RPC answer: Id.</summary>
    Reply,

    /// <summary>A JSON-RPC error: Id where the node gave one, ErrorCode, ErrorText.</summary>
    Error,

    /// <summary>A block's header: Height, Time.</summary>
    Header,

    /// <summary>A block's events: Height, Opened, Closed, UnreadableEvents.</summary>
    Block,
}
