using Allora.Sdk.Transactions;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v10: labelled values; a topic with a single output takes the label y, as the published SDK writes it.</summary>
internal sealed class PayloadEncodingV10 : IPayloadEncoding
{
    private const string SingleOutput = "y";

    public WorkerPayload Arrange(WorkerPayload payload) => payload.Value is { } value
        ? payload with { Labels = [KeyValuePair.Create(SingleOutput, value)], Value = null }
        : payload;

    public byte[] Bundle(WorkerPayload payload) => PayloadWriter.Bundle(payload, labelled: true);

    public TransactionMessage InsertWorkerPayload(WorkerPayload payload, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex) =>
        PayloadWriter.Insert("/emissions.v10.InsertWorkerPayloadRequest", payload, bundle, signature, publicKeyHex);

    public TransactionMessage Register(string sender, ulong topicId, string owner, bool reputer) =>
        PayloadWriter.Register("/emissions.v10.RegisterRequest", sender, topicId, owner, reputer);
}
