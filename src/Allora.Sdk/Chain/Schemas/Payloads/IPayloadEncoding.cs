using Allora.Sdk.Transactions;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>How one version of the emissions module spells what workers send.</summary>
internal interface IPayloadEncoding
{
    /// <summary>The bytes that the inner signature covers: the inference and forecasts as the chain would write them.</summary>
    public byte[] Bundle(WorkerPayload payload);

    public TransactionMessage InsertWorkerPayload(WorkerPayload payload, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex);

    public TransactionMessage Register(string sender, ulong topicId, string owner, bool reputer);
}
