using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>How a version of the emissions module encodes payloads. All versions share everything but the names of types and the fields of an inference's values.</summary>
internal abstract class PayloadEncoding(string package)
{
    private const int TypicalSize = 512;

    private readonly string _addStakeType = $"/{package}.AddStakeRequest";
    private readonly string _registerType = $"/{package}.RegisterRequest";

    /// <summary>Whether an inference may carry labels; otherwise it is one number.</summary>
    public abstract bool TakesLabels { get; }

    /// <summary>The type of the message that submits a worker's bundle.</summary>
    public string WorkerPayloadType { get; } = $"/{package}.InsertWorkerPayloadRequest";

    /// <summary>The type of the message that submits a reputer's bundle.</summary>
    public string ReputerPayloadType { get; } = $"/{package}.InsertReputerPayloadRequest";

    /// <summary>Encodes and signs a worker's payload into the message that submits it.</summary>
    public async ValueTask<TransactionMessage> SignAsync(WorkerPayload payload, IAlloraSigner signer, CancellationToken cancellationToken = default)
    {
        var bundle = Bundle(payload);
        var signature = await signer.SignAsync(bundle, cancellationToken).ConfigureAwait(false);
        return InsertWorkerPayload(payload, bundle, signature, PublicKeyHex(signer));
    }

    /// <summary>Encodes and signs a reputer's bundle into the message that submits it.</summary>
    public async ValueTask<TransactionMessage> SignAsync(ReputerBundle bundle, IAlloraSigner signer, CancellationToken cancellationToken = default)
    {
        var bytes = ReputerBundleEncoding.Write(bundle);
        var signature = await signer.SignAsync(bytes, cancellationToken).ConfigureAwait(false);
        return ReputerBundleEncoding.Insert(ReputerPayloadType, bundle.Reputer, bytes, signature, PublicKeyHex(signer));
    }

    /// <summary>The bytes that the inner signature covers: the inference and forecasts as the chain would write them.</summary>
    public byte[] Bundle(WorkerPayload payload)
    {
        if (!payload.HasInference && !payload.HasForecast)
            throw new ArgumentException("A payload needs an inference or a forecast", nameof(payload));
        var writer = new ProtoWriter(TypicalSize);
        if (payload.HasInference)
            WriteInference(ref writer, payload);
        if (payload.HasForecast)
            WriteForecast(ref writer, payload);
        return writer.Finish();
    }

    public TransactionMessage InsertWorkerPayload(WorkerPayload payload, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex)
    {
        var writer = new ProtoWriter(bundle.Length + TypicalSize);
        writer.Text(1, payload.Worker);
        var data = writer.Begin(2);
        writer.Text(1, payload.Worker);
        var nonce = writer.Begin(2);
        writer.Int64(1, payload.Nonce);
        writer.End(nonce);
        writer.UInt64(3, payload.TopicId);
        writer.BytesAlways(4, bundle);
        writer.Bytes(5, signature);
        writer.Text(6, publicKeyHex);
        writer.End(data);
        return new TransactionMessage { TypeUrl = WorkerPayloadType, Value = writer.Finish() };
    }

    /// <param name="sender">The reputer, who pays.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="uallo">The amount, a whole number of uallo.</param>
    public TransactionMessage AddStake(string sender, ulong topicId, string uallo)
    {
        var writer = new ProtoWriter(TypicalSize);
        writer.Text(1, sender);
        writer.UInt64(2, topicId);
        writer.Text(3, uallo);
        return new TransactionMessage { TypeUrl = _addStakeType, Value = writer.Finish() };
    }

    public TransactionMessage Register(string sender, ulong topicId, string owner, bool reputer)
    {
        var writer = new ProtoWriter(TypicalSize);
        writer.Text(1, sender);
        writer.UInt64(4, topicId);
        writer.Text(5, owner);
        writer.Bool(6, reputer);
        return new TransactionMessage { TypeUrl = _registerType, Value = writer.Finish() };
    }

    /// <summary>An inference's values in the fields of the version: the one number, which is always on the wire, and the labelled ones.</summary>
    protected abstract (ChainDecimal Scalar, IReadOnlyList<KeyValuePair<string, ChainDecimal>> Labels) ValuesOf(WorkerPayload payload);

    private void WriteInference(ref ProtoWriter writer, WorkerPayload payload)
    {
        var (scalar, labels) = ValuesOf(payload);
        var inference = writer.Begin(1);
        WriteHead(ref writer, payload);
        writer.DecimalAlways(4, scalar);
        writer.Bytes(5, payload.ExtraData.Span);
        writer.Text(6, payload.Proof);
        foreach (var (label, value) in labels)
        {
            var labelled = writer.Begin(7);
            writer.Text(1, label);
            writer.DecimalAlways(2, value);
            writer.End(labelled);
        }

        writer.End(inference);
    }

    private static void WriteForecast(ref ProtoWriter writer, WorkerPayload payload)
    {
        var forecast = writer.Begin(2);
        WriteHead(ref writer, payload);
        foreach (var (inferer, loss) in payload.Forecasts)
        {
            var element = writer.Begin(4);
            writer.Text(1, inferer);
            writer.DecimalAlways(2, loss);
            writer.End(element);
        }

        writer.Bytes(5, payload.ForecastExtraData.Span);
        writer.End(forecast);
    }

    private static void WriteHead(ref ProtoWriter writer, WorkerPayload payload)
    {
        writer.UInt64(1, payload.TopicId);
        writer.Int64(2, payload.Nonce);
        writer.Text(3, payload.Worker);
    }

    private static string PublicKeyHex(IAlloraSigner signer) =>
        signer is AlloraWallet wallet ? wallet.PublicKeyHex : Convert.ToHexStringLower(signer.PublicKey.Span);
}
