using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>A worker's submission for one nonce of one topic: an inference, forecasts, or both.</summary>
internal sealed record WorkerPayload
{
    /// <summary>The label of a topic with a single value.</summary>
    public const string SingleLabel = "y";

    /// <summary>The worker's address: sender, inferer and forecaster.</summary>
    public required string Worker { get; init; }

    public required ulong TopicId { get; init; }

    public required long Nonce { get; init; }

    /// <summary>The inference of a topic with one value.</summary>
    public ChainDecimal? Value { get; init; }

    /// <summary>The inference of a topic with labels, in the order that is signed.</summary>
    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> Labels { get; init; } = [];

    /// <summary>Forecast losses by the address of the forecast worker.</summary>
    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> Forecasts { get; init; } = [];

    public ReadOnlyMemory<byte> ForecastExtraData { get; init; }

    public ReadOnlyMemory<byte> ExtraData { get; init; }

    public string Proof { get; init; } = "";

    public bool HasInference => Value is not null || Labels.Count > 0;

    public bool HasForecast => Forecasts.Count > 0;
}
