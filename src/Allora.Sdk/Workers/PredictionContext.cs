using System.Diagnostics;
using Allora.Sdk.Encodings;

namespace Allora.Sdk;

/// <summary>What an inferer knows about the window that it answers.</summary>
[DebuggerDisplay("topic {TopicId}, nonce {Nonce}, window to {WindowEnd}, attempt {Attempt}")]
public sealed record PredictionContext : WindowContext
{
    /// <summary>The topic as it is on chain, or null if no node has answered yet.</summary>
    public TopicInfo? Topic { get; init; }
}
