using System.Globalization;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;

namespace Allora.Cli.Plots;

/// <summary>A wallet's payloads for a topic between two heights, by nonce.</summary>
internal sealed class SubmissionReader(AlloraClient client, string worker, ulong topicId)
{
    private const int PageSize = 100;

    public async Task<IReadOnlyDictionary<long, WindowSubmission>> ReadAsync(long from, long to, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, WindowSubmission>();
        for (var page = 1UL; ; page++)
        {
            var reply = await client.Services.Transactions.GetTxsEventAsync(
                new GetTxsEventRequest { Query = $"message.sender='{worker}' AND tx.height>={from} AND tx.height<={to}", Page = page, Limit = PageSize, OrderBy = OrderBy.Asc },
                cancellationToken: cancellationToken);
            foreach (var (response, tx) in reply.TxResponses.Zip(reply.Txs))
                Add(found, response, tx);
            if (reply.TxResponses.Count < PageSize)
                return found;
        }
    }

    private void Add(Dictionary<long, WindowSubmission> found, TxResponse response, Tx tx)
    {
        foreach (var bundle in tx.Body.Messages.Select(Bundle).OfType<InputWorkerDataBundle>().Where(bundle => bundle.TopicId == topicId && bundle.Worker == worker))
        {
            // The first that succeeds is the one that counts.
            if (bundle.Nonce is { } nonce && found.GetValueOrDefault(nonce.BlockHeight) is not { Succeeded: true })
                found[nonce.BlockHeight] = Of(response, bundle);
        }
    }

    private static WindowSubmission Of(TxResponse response, InputWorkerDataBundle bundle) => new()
    {
        Hash = response.Txhash,
        Height = response.Height,
        Time = DateTimeOffset.Parse(response.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        Succeeded = response.Code == 0,
        Error = response.Code == 0 ? null : $"{response.Codespace} {response.Code}: {response.RawLog}",
        Values = Values(bundle.InferenceForecastsBundle?.Inference),
        Forecasts = bundle.InferenceForecastsBundle?.Forecast?.ForecastElements.Count ?? 0,
    };

    private static Dictionary<string, string> Values(InputInference? inference) => inference switch
    {
        null => [],
        { Values.Count: > 0 } => inference.Values.GroupBy(static one => one.Label).ToDictionary(static same => same.Key, static same => same.First().Value),
        _ => new() { [LabelValues.Single] = inference.Value },
    };

    // The payload's fields have the same numbers in both schemas.
    private static InputWorkerDataBundle? Bundle(Google.Protobuf.WellKnownTypes.Any message)
    {
        if (!message.TypeUrl.EndsWith(".InsertWorkerPayloadRequest", StringComparison.Ordinal))
            return null;
        try
        {
            return InsertWorkerPayloadRequest.Parser.WithDiscardUnknownFields(true).ParseFrom(message.Value).WorkerDataBundle;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
