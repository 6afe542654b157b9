using System.Security.Cryptography;
using System.Text;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>
/// A bundle for one nonce, before its signature. Signed, it is a bearer instrument: whoever has the bytes can submit them. So it is signed by the
/// wallet's book of bundles alone, which never signs a second statement for the same part of a nonce.
/// </summary>
internal abstract class UnsignedBundle(ulong topicId, long nonce, string typeUrl)
{
    public ulong TopicId => topicId;

    public long Nonce => nonce;

    /// <summary>The type of the message, which names the version of the emissions module.</summary>
    public string TypeUrl => typeUrl;

    /// <summary>What the bundle states: a digest for each part (an inference, a forecast, losses), the same in every version.</summary>
    public abstract IReadOnlyDictionary<string, string> Parts { get; }

    public abstract ValueTask<TransactionMessage> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken);

    protected static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes)[..16]);
}

/// <summary>A worker's bundle: an inference, a forecast, or both.</summary>
internal sealed class WorkerBundle(PayloadEncoding encoding, WorkerPayload payload) : UnsignedBundle(payload.TopicId, payload.Nonce, encoding.WorkerPayloadType)
{
    public const string Inference = "inference";
    public const string Forecast = "forecast";

    public override IReadOnlyDictionary<string, string> Parts { get; } = PartsOf(payload);

    public override ValueTask<TransactionMessage> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken) =>
        encoding.SignAsync(payload, signer, cancellationToken);

    /// <summary>The digest of an inference, as a payload or the chain has it.</summary>
    public static string DigestOf(IEnumerable<KeyValuePair<string, ChainDecimal>> labels, ReadOnlyMemory<byte> extraData, string proof) =>
        Digest(Encoding.UTF8.GetBytes(Lines([.. labels.Select(static pair => PredictionLabel.Canonical(pair.Key) + "=" + pair.Value.ToString()).Order(StringComparer.Ordinal), Convert.ToHexStringLower(extraData.Span), proof])));

    private static Dictionary<string, string> PartsOf(WorkerPayload payload)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (payload.HasInference)
            parts[Inference] = DigestOf(payload.Value is { } one ? [KeyValuePair.Create(WorkerPayload.SingleLabel, one)] : payload.Labels, payload.ExtraData, payload.Proof);
        if (payload.HasForecast)
            parts[Forecast] = Digest(Encoding.UTF8.GetBytes(Lines([.. payload.Forecasts.Select(static pair => pair.Key + "=" + pair.Value.ToString()), Convert.ToHexStringLower(payload.ForecastExtraData.Span)])));
        return parts;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}

/// <summary>A reputer's bundle.</summary>
internal sealed class LossBundle(PayloadEncoding encoding, ReputerBundle bundle) : UnsignedBundle(bundle.TopicId, bundle.Nonce, encoding.ReputerPayloadType)
{
    public override IReadOnlyDictionary<string, string> Parts { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["losses"] = Digest(ReputerBundleEncoding.Write(bundle)) };

    public override ValueTask<TransactionMessage> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken) =>
        encoding.SignAsync(bundle, signer, cancellationToken);
}
