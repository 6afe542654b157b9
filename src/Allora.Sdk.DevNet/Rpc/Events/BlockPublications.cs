using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Rpc.Types;
using Allora.Sdk.DevNet.Search;

namespace Allora.Sdk.DevNet.Rpc.Events;

/// <summary>The events that one committed block makes a node publish.</summary>
internal static class BlockPublications
{
    /// <summary>NewBlock, NewBlockHeader and NewBlockEvents, in a node's order.</summary>
    public static Publication[] OfBlock(CommittedBlock block)
    {
        // The block indexer knows block.height; a node's event bus does not show it, but queries may use it here.
        var hidden = new FlatEvents().Add("block.height", block.Height.ToString(CultureInfo.InvariantCulture));
        return
        [
            new(EventKind.NewBlock, writer => WriteBlock(writer, block), events => events.Add(block.BlockEvents), hidden) { Height = block.Height },
            new(EventKind.NewBlockHeader, writer => WriteHeader(writer, block), static _ => { }, hidden) { Height = block.Height },
            new(EventKind.NewBlockEvents, writer => WriteEvents(writer, block), events => events.Add(block.BlockEvents), hidden) { Height = block.Height },
        ];
    }

    /// <summary>One event for each transaction.</summary>
    public static Publication[] OfTransactions(CommittedBlock block)
    {
        var publications = new Publication[block.Transactions.Count];
        for (var i = 0; i < publications.Length; i++)
        {
            var transaction = block.Transactions[i];
            publications[i] = new(EventKind.Tx, writer => WriteTx(writer, transaction), events => events.Add(transaction)) { Height = transaction.Height };
        }

        return publications;
    }

    private static void WriteBlock(Utf8JsonWriter writer, CommittedBlock block)
    {
        writer.WriteStartObject();
        BlockJson.Block(writer, "block"u8, block.Block);
        BlockJson.BlockId(writer, "block_id"u8, block.BlockId);
        writer.WriteStartObject("result_finalize_block"u8);
        if (block.BlockEvents.Count > 0)
            ResultJson.Events(writer, "events"u8, block.BlockEvents);
        if (block.Transactions.Count > 0)
        {
            writer.WriteStartArray("tx_results"u8);
            foreach (var transaction in block.Transactions)
                ResultJson.Full(writer, transaction.Result);
            writer.WriteEndArray();
        }

        writer.WriteNull("validator_updates"u8);
        ConsensusJson.Sparse(writer, "consensus_param_updates"u8);
        writer.WriteBase64String("app_hash"u8, block.AppHash);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter writer, CommittedBlock block)
    {
        writer.WriteStartObject();
        BlockJson.Header(writer, "header"u8, block.Block.Header);
        writer.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter writer, CommittedBlock block)
    {
        writer.WriteStartObject();
        writer.Int64("height"u8, block.Height);
        ResultJson.Events(writer, "events"u8, block.BlockEvents);
        writer.Int64("num_txs"u8, block.Transactions.Count);
        writer.WriteEndObject();
    }

    private static void WriteTx(Utf8JsonWriter writer, CommittedTx transaction)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("TxResult"u8);
        writer.Int64("height"u8, transaction.Height);
        if (transaction.Index > 0)
            writer.WriteNumber("index"u8, transaction.Index);
        writer.WriteBase64String("tx"u8, transaction.Bytes);
        writer.WritePropertyName("result"u8);
        ResultJson.Sparse(writer, transaction.Result);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
