using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>A reputer's submission for one nonce of one topic: a loss, as a logarithm to base ten, for each value of the network's inference.</summary>
internal sealed record ReputerBundle
{
    public required string Reputer { get; init; }

    public required ulong TopicId { get; init; }

    public required long Nonce { get; init; }

    public required ChainDecimal Combined { get; init; }

    public required ChainDecimal Naive { get; init; }

    /// <summary>By the worker's address, as in the lists below.</summary>
    public required IReadOnlyList<KeyValuePair<string, ChainDecimal>> Inferers { get; init; }

    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> Forecasters { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> OneOutInferers { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> OneOutForecasters { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> OneInForecasters { get; init; } = [];

    /// <summary>By the forecaster's address: the losses of its forecast without one inferer each.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, ChainDecimal>>>> OneOutInfererForecasters { get; init; } = [];

    public ReadOnlyMemory<byte> ExtraData { get; init; }
}
