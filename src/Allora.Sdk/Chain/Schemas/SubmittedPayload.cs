using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Google.Protobuf;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>A worker's payload in a raw transaction. Both versions of the message have the fields that are read here.</summary>
/// <param name="Worker">The worker's address.</param>
/// <param name="TopicId">The topic.</param>
/// <param name="Nonce">The nonce (a height, blocks).</param>
/// <param name="Bundle">The bytes that the inner signature covers.</param>
/// <param name="Signature">The inner signature.</param>
/// <param name="Inference">The digest of the inference; null if there is none.</param>
internal sealed record SubmittedPayload(string Worker, ulong TopicId, long Nonce, byte[] Bundle, byte[] Signature, string? Inference)
{
    /// <summary>Reads the payloads of a transaction; none from bytes that are no transaction.</summary>
    /// <param name="transaction">The raw transaction.</param>
    /// <param name="typeUrl">The type of the message in the chain's version.</param>
    public static IReadOnlyList<SubmittedPayload> Of(ByteString transaction, string typeUrl)
    {
        try
        {
            return [.. TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction).BodyBytes).Messages
                .Where(message => message.TypeUrl == typeUrl)
                .Select(static message => InsertWorkerPayloadRequest.Parser.ParseFrom(message.Value).WorkerDataBundle)
                .Where(static data => data is { Nonce: not null, InferenceForecastsBundle: not null })
                .Select(static data => new SubmittedPayload(
                    data.Worker,
                    data.TopicId,
                    data.Nonce.BlockHeight,
                    data.InferenceForecastsBundle.ToByteArray(),
                    data.InferencesForecastsBundleSignature.ToByteArray(),
                    data.InferenceForecastsBundle.Inference is { } inference ? DigestOf(inference) : null))];
        }
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or FormatException)
        {
            return [];
        }
    }

    /// <summary>The digest of an inference as the chain has it.</summary>
    /// <exception cref="FormatException">A value is no number.</exception>
    public static string DigestOf(InputInference inference)
    {
        var labels = inference.Values.Count > 0
            ? inference.Values.Select(static one => KeyValuePair.Create(one.Label, ChainDecimal.ParseUnbounded(one.Value)))
            : [KeyValuePair.Create(WorkerPayload.SingleLabel, ChainDecimal.ParseUnbounded(inference.Value))];
        return WorkerBundle.DigestOf(labels, inference.ExtraData.Memory, inference.Proof);
    }
}
