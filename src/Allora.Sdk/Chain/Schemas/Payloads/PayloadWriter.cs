using Allora.Sdk.Transactions;
using Allora.Sdk.Transactions.Encoding;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>What both schemas write alike; labelled values are the one difference of a bundle.</summary>
internal static class PayloadWriter
{
    private const int LabeledValuesField = 7;

    public static byte[] Bundle(WorkerPayload payload, bool labelled)
    {
        var bundle = new ProtoBuffer();
        if (payload.HasInference)
            bundle.Message(1, Inference(payload, labelled));
        if (payload.Forecasts.Count > 0)
            bundle.Message(2, Forecast(payload));
        return bundle.ToArray();
    }

    public static TransactionMessage Insert(
        string typeUrl, WorkerPayload payload, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex)
    {
        var data = new ProtoBuffer()
            .Text(1, payload.Worker)
            .Message(2, new ProtoBuffer().Int64(1, payload.Nonce))
            .Varint(3, payload.TopicId)
            .Message(4, bundle)
            .Bytes(5, signature)
            .Text(6, publicKeyHex);
        return new TransactionMessage(typeUrl, new ProtoBuffer().Text(1, payload.Worker).Message(2, data).ToArray());
    }

    public static TransactionMessage Register(string typeUrl, string sender, ulong topicId, string owner, bool reputer) =>
        new(typeUrl, new ProtoBuffer().Text(1, sender).Varint(4, topicId).Text(5, owner).Varint(6, reputer ? 1UL : 0).ToArray());

    private static ProtoBuffer Inference(WorkerPayload payload, bool labelled)
    {
        var inference = new ProtoBuffer()
            .Varint(1, payload.TopicId)
            .Int64(2, payload.Nonce)
            .Text(3, payload.Worker)
            // Always written, "0" where only labels are given: the chain writes it when it checks the signature.
            .Text(4, (payload.Value ?? ChainDecimal.Zero).ToString())
            .Bytes(5, payload.ExtraData.Span)
            .Text(6, payload.Proof);
        if (labelled)
        {
            foreach (var (label, value) in payload.Labels)
                inference.Message(LabeledValuesField, new ProtoBuffer().Text(1, label).Text(2, value.ToString()));
        }

        return inference;
    }

    private static ProtoBuffer Forecast(WorkerPayload payload)
    {
        var forecast = new ProtoBuffer().Varint(1, payload.TopicId).Int64(2, payload.Nonce).Text(3, payload.Worker);
        foreach (var (inferer, value) in payload.Forecasts)
            forecast.Message(4, new ProtoBuffer().Text(1, inferer).Text(2, value.ToString()));
        return forecast.Bytes(5, payload.ForecastExtraData.Span);
    }
}
