using System.Text;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>A worker's bundle: an inference, a forecast, or both.</summary>
internal sealed class WorkerBundle(IPayloadEncoding encoding, WorkerPayload payload) : UnsignedBundle(payload.TopicId, payload.Nonce, encoding.WorkerPayloadType)
{
    public const string Inference = "inference";
    public const string Forecast = "forecast";

    public override IReadOnlyDictionary<string, string> Parts { get; } = PartsOf(payload);

    public override ValueTask<TransactionMessage> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken) =>
        InnerSignature.SignPayloadAsync(encoding, payload, signer, cancellationToken);

    /// <summary>The digest of an inference, as a payload or the chain has it.</summary>
    public static string DigestOf(IEnumerable<KeyValuePair<string, ChainDecimal>> labels, ReadOnlyMemory<byte> extraData, string proof) =>
        Digest(Encoding.UTF8.GetBytes(Lines([.. labels.Select(static pair => PredictionLabel.Canonical(pair.Key) + "=" + pair.Value.ToString()).Order(StringComparer.Ordinal), Convert.ToHexStringLower(extraData.Span), proof])));

    private static Dictionary<string, string> PartsOf(WorkerPayload payload)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (payload.HasInference)
            parts[Inference] = DigestOf(payload.Value is { } one ? [KeyValuePair.Create(LabelRules.Single, one)] : payload.Labels, payload.ExtraData, payload.Proof);
        if (payload.HasForecast)
            parts[Forecast] = Digest(Encoding.UTF8.GetBytes(Lines([.. payload.Forecasts.Select(static pair => pair.Key + "=" + pair.Value.ToString()), Convert.ToHexStringLower(payload.ForecastExtraData.Span)])));
        return parts;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
