using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>What a reputer knows about the nonce that it judges.</summary>
public sealed record ReputerContext : WindowContext
{
    /// <summary>Creates a context.</summary>
    public ReputerContext()
    {
    }

    [SetsRequiredMembers]
    internal ReputerContext(PredictionContext window, TopicInfo topic, NetworkInference network)
        : base(window) => (Topic, Network) = (topic, network);

    /// <summary>The topic as it is on chain.</summary>
    public required TopicInfo Topic { get; init; }

    /// <summary>The network's inference for the nonce, value by value: what is to be judged.</summary>
    public required NetworkInference Network { get; init; }
}
