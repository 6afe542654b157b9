using Allora.Sdk.Transactions;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v9: one number for each inference.</summary>
internal sealed class PayloadEncodingV9 : IPayloadEncoding
{
    public WorkerPayload Arrange(WorkerPayload payload) => payload.Labels.Count == 0
        ? payload
        : throw new AlloraException(
            AlloraErrorReason.InvalidPrediction,
            isTransient: false,
            "Labelled values need emissions v10, and this chain speaks v9: answer one number with Prediction.Value.");

    public byte[] Bundle(WorkerPayload payload) => PayloadWriter.Bundle(payload, labelled: false);

    public TransactionMessage InsertWorkerPayload(WorkerPayload payload, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex) =>
        PayloadWriter.Insert("/emissions.v9.InsertWorkerPayloadRequest", payload, bundle, signature, publicKeyHex);

    public TransactionMessage Register(string sender, ulong topicId, string owner, bool reputer) =>
        PayloadWriter.Register("/emissions.v9.RegisterRequest", sender, topicId, owner, reputer);
}
