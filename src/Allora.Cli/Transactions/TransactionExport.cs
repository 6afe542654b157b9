using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Cli.Transactions;

/// <summary>Asks for an address's transactions page by page, oldest first; the rows that are there already are skipped by count.</summary>
internal sealed class TransactionExport(AlloraClient client, string address, int pageSize, int? pages)
{
    public async Task RunAsync(CsvFile target, Action<double> progress, CancellationToken cancellationToken)
    {
        for (var page = 0; pages is not { } most || page < most; page++)
        {
            // Pages are counted from one. Oldest first, the earlier ones do not change any more.
            var number = (target.Rows / pageSize) + 1;
            var reply = await client.Services.Transactions.GetTxsEventAsync(
                new GetTxsEventRequest { Query = $"message.sender='{address}'", Page = (ulong)number, Limit = (ulong)pageSize, OrderBy = OrderBy.Asc },
                cancellationToken: cancellationToken);
            var have = target.Rows - ((number - 1) * pageSize);
            for (var i = have; i < reply.TxResponses.Count; i++)
                await target.AddAsync(Row(reply.TxResponses[i], reply.Txs[i]), cancellationToken);
            await target.FlushAsync(cancellationToken);
            progress(reply.Total == 0 ? 1 : Math.Min(1, (double)target.Rows / reply.Total));
            if (reply.TxResponses.Count < pageSize || (ulong)target.Rows >= reply.Total)
                return;
        }
    }

    private static IEnumerable<string> Row(TxResponse response, Tx tx)
    {
        var (topic, nonce) = Payload(tx);
        return
        [
            response.Height.ToString(CultureInfo.InvariantCulture),
            response.Timestamp,
            response.Txhash,
            response.Code.ToString(CultureInfo.InvariantCulture),
            response.Codespace,
            response.GasWanted.ToString(CultureInfo.InvariantCulture),
            response.GasUsed.ToString(CultureInfo.InvariantCulture),
            string.Join(' ', tx.AuthInfo.Fee.Amount.Select(static coin => coin.Amount + coin.Denom)),
            string.Join(' ', tx.Body.Messages.Select(static message => message.TypeUrl)),
            topic,
            nonce,
            tx.Body.Memo,
        ];
    }

    // The payload's fields that matter here have the same numbers in both schemas.
    private static (string Topic, string Nonce) Payload(Tx tx)
    {
        foreach (var message in tx.Body.Messages)
        {
            if (!message.TypeUrl.EndsWith(".InsertWorkerPayloadRequest", StringComparison.Ordinal))
                continue;
            try
            {
                var bundle = Sdk.Protos.Emissions.V10.InsertWorkerPayloadRequest.Parser.WithDiscardUnknownFields(true).ParseFrom(message.Value).WorkerDataBundle;
                return (bundle.TopicId.ToString(CultureInfo.InvariantCulture), bundle.Nonce.BlockHeight.ToString(CultureInfo.InvariantCulture));
            }
            catch (InvalidProtocolBufferException)
            {
                return ("", "");
            }
        }

        return ("", "");
    }
}
