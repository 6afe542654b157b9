using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Workers.Answering;

/// <summary>Turns a worker's answer into a bundle of the current schema, after a check of the topic's rules.</summary>
internal sealed class PayloadBuilder(AlloraClient client, AlloraWallet wallet)
{
    /// <exception cref="AlloraException">The answer breaks a rule of the topic: nothing was signed or sent.</exception>
    public async ValueTask<UnsignedBundle> BundleAsync(WorkerAnswer answer, CancellationToken cancellationToken)
    {
        var schema = await client.Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        var payload = new WorkerPayload
        {
            Worker = wallet.Address,
            TopicId = answer.Window.TopicId,
            Nonce = answer.Window.Nonce,
            Value = answer.Prediction?.Scalar,
            Labels = answer.Prediction?.LabelValues ?? [],
            ExtraData = answer.Prediction?.ExtraData ?? default,
            Forecasts = answer.Forecast?.Elements ?? [],
            ForecastExtraData = answer.Forecast?.ExtraData ?? default,
        };
        await RequireAsync(schema, payload, answer, cancellationToken).ConfigureAwait(false);
        // One value is written with its label next to a zero, as the chain keeps it.
        if (payload.Value is { } value)
            payload = payload with { Value = null, Labels = [KeyValuePair.Create(WorkerPayload.SingleLabel, value)] };
        return new WorkerBundle(schema.Payloads, payload);
    }

    public async ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(ulong topicId, CancellationToken cancellationToken)
    {
        var schema = await client.Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        return [schema.Payloads.Register(wallet.Address, topicId, wallet.Address, reputer: false)];
    }

    // The cached topic may have changed: an answer that breaks its rules is checked again by the current ones.
    private async ValueTask RequireAsync(EmissionsSchema schema, WorkerPayload payload, WorkerAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Window.Topic is { } known && known.Schema == schema.Name)
        {
            try
            {
                WorkerPayloadRules.Require(payload, known, schema.Payloads.TakesLabels, answer.ForecastLimit);
                return;
            }
            catch (AlloraException)
            {
                // Queried below.
            }
        }

        var topic = await client.GetTopicAsync(payload.TopicId, cancellationToken).ConfigureAwait(false);
        WorkerPayloadRules.Require(payload, topic, schema.Payloads.TakesLabels, answer.ForecastLimit);
    }
}
