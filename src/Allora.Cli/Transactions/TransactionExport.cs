using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Cli.Transactions;

/// <summary>Queries an address's transactions page by page, oldest first; existing rows are skipped by count.</summary>
internal sealed class TransactionExport(AlloraClient client, string address, int pageSize, int? pages)
{
    private int _pageSize = pageSize;

    public async Task RunAsync(CsvFile target, Action<double> progress, CancellationToken cancellationToken)
    {
        string? last = null;
        for (var page = 0; pages is not { } most || page < most; page++)
        {
            var (reply, have) = await PageAsync(target.Rows, cancellationToken);
            if (reply.TxResponses.Count > 0 && reply.TxResponses[^1].Txhash == last && have == 0)
                throw new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, "The node sends the same page for every number: use another endpoint.");
            last = reply.TxResponses.Count > 0 ? reply.TxResponses[^1].Txhash : null;
            for (var i = have; i < reply.TxResponses.Count; i++)
                await target.AddAsync(Row(reply.TxResponses[i], reply.Txs[i]), cancellationToken);
            await target.FlushAsync(cancellationToken);
            progress(reply.Total == 0 ? 1 : Math.Min(1, (double)target.Rows / reply.Total));
            if (reply.TxResponses.Count < _pageSize || (ulong)target.Rows >= reply.Total)
                return;
        }
    }

    // The page with the next row, and how many of its rows exist already. A page that is too large for the node or a gateway is queried in
    // halves: large transactions are often adjacent, so the shorter pages stay.
    private async Task<(GetTxsEventResponse Reply, int Have)> PageAsync(int rows, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Pages are counted from one. Oldest first, the earlier ones do not change any more.
            var number = (rows / _pageSize) + 1;
            var request = new GetTxsEventRequest { Query = $"message.sender='{address}'", Page = (ulong)number, Limit = (ulong)_pageSize, OrderBy = OrderBy.Asc };
            try
            {
                var reply = await client.Services.Transactions.GetTxsEventAsync(request, cancellationToken: cancellationToken);
                return (reply, rows - ((number - 1) * _pageSize));
            }
            catch (AlloraException large) when (large.Reason == AlloraErrorReason.ReplyTooLarge && _pageSize > 1)
            {
                _pageSize /= 2;
            }
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
