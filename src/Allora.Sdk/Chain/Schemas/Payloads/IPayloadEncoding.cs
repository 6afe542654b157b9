using Allora.Sdk.Transactions;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>How one schema writes what a worker sends.</summary>
internal interface IPayloadEncoding
{
    /// <summary>The payload as this schema wants it, from what a provider answered.</summary>
    /// <exception cref="AlloraException">The schema has no place for it.</exception>
    WorkerPayload Arrange(WorkerPayload payload);

    /// <summary>The bytes that the inner signature covers: exactly what the chain writes when it encodes the decoded bundle again.</summary>
    byte[] Bundle(WorkerPayload payload);

    /// <summary>The message that carries the bundle and its signature.</summary>
    TransactionMessage InsertWorkerPayload(WorkerPayload payload, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex);

    /// <summary>The registration of a worker or a reputer in a topic.</summary>
    TransactionMessage Register(string sender, ulong topicId, string owner, bool reputer);
}
