using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>How one version of the emissions module encodes payloads.</summary>
internal interface IPayloadEncoding
{
    /// <summary>Whether an inference may carry labels; otherwise it is one number.</summary>
    public bool TakesLabels { get; }

    /// <summary>The type of the message that submits a worker's bundle.</summary>
    public string WorkerPayloadType { get; }

    /// <summary>The type of the message that submits a reputer's bundle.</summary>
    public string ReputerPayloadType { get; }

    /// <summary>The bytes that the inner signature covers: the inference and forecasts as the chain would write them.</summary>
    public byte[] Bundle(WorkerPayload payload);

    public TransactionMessage InsertWorkerPayload(WorkerPayload payload, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex);

    public TransactionMessage InsertReputerPayload(string sender, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex);

    /// <param name="sender">The reputer, who pays.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="uallo">The amount, a whole number of uallo.</param>
    public TransactionMessage AddStake(string sender, ulong topicId, string uallo);

    public TransactionMessage Register(string sender, ulong topicId, string owner, bool reputer);
}
