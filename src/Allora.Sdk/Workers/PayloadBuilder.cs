using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Transactions;

namespace Allora.Sdk.Workers;

/// <summary>Turns a prediction into the signed message of the schema that the chain speaks at that moment.</summary>
internal sealed class PayloadBuilder(AlloraClient client, AlloraWallet wallet)
{
    // The label of a topic's only output: networks without labels take the value alone.
    private const string SingleOutput = "y";

    public async ValueTask<IReadOnlyList<TransactionMessage>> InsertWorkerPayloadAsync(
        ulong topicId, long nonce, Prediction prediction, CancellationToken cancellationToken)
    {
        var schema = await client.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
        var payload = new WorkerPayload
        {
            Worker = wallet.Address,
            TopicId = topicId,
            Nonce = nonce,
            Labels = prediction.Scalar is { } value ? [KeyValuePair.Create(SingleOutput, value)] : prediction.LabelValues,
            ExtraData = prediction.ExtraData,
        };
        try
        {
            return [await InnerSignature.SignPayloadAsync(schema.Payloads, payload, wallet, cancellationToken).ConfigureAwait(false)];
        }
        catch (NotSupportedException exception)
        {
            throw new AlloraException(AlloraErrorReason.InvalidPrediction, isTransient: false, exception.Message, exception);
        }
    }

    public async ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(ulong topicId, CancellationToken cancellationToken)
    {
        var schema = await client.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
        return [schema.Payloads.Register(wallet.Address, topicId, wallet.Address, reputer: false)];
    }
}
