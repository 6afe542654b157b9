using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>The common part of all versions: everything but the names of types and the encoding of an inference's values.</summary>
internal abstract class PayloadEncoding(string package) : IPayloadEncoding
{
    private const int TypicalSize = 512;

    private readonly string _addStakeType = $"/{package}.AddStakeRequest";
    private readonly string _registerType = $"/{package}.RegisterRequest";

    public abstract bool TakesLabels { get; }

    public string WorkerPayloadType { get; } = $"/{package}.InsertWorkerPayloadRequest";

    public string ReputerPayloadType { get; } = $"/{package}.InsertReputerPayloadRequest";

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

    public TransactionMessage InsertReputerPayload(string sender, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex) =>
        ReputerBundleEncoding.Insert(ReputerPayloadType, sender, bundle, signature, publicKeyHex);

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

    /// <summary>The one number of an inference, which is always on the wire.</summary>
    protected abstract ChainDecimal ScalarOf(WorkerPayload payload);

    /// <summary>The fields after the common ones of an inference.</summary>
    protected abstract void WriteLabels(ref ProtoWriter writer, WorkerPayload payload);

    private void WriteInference(ref ProtoWriter writer, WorkerPayload payload)
    {
        var inference = writer.Begin(1);
        WriteHead(ref writer, payload);
        writer.DecimalAlways(4, ScalarOf(payload));
        writer.Bytes(5, payload.ExtraData.Span);
        writer.Text(6, payload.Proof);
        WriteLabels(ref writer, payload);
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
}
