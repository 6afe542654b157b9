using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>What a worker submits for one nonce: an inference, a forecast, or both.</summary>
internal sealed record WorkerPayload
{
    public required string Worker { get; init; }

    public required ulong TopicId { get; init; }

    public required long Nonce { get; init; }

    /// <summary>The inference of a topic with a single output.</summary>
    public ChainDecimal? Value { get; init; }

    /// <summary>The inference of a topic with labelled outputs, in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> Labels { get; init; } = [];

    /// <summary>The forecast: the expected loss of each inferer, in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> Forecasts { get; init; } = [];

    public ReadOnlyMemory<byte> ExtraData { get; init; }

    public ReadOnlyMemory<byte> ForecastExtraData { get; init; }

    public string Proof { get; init; } = "";

    public bool HasInference => Value is not null || Labels.Count > 0;
}
