using System.Globalization;
using Allora.Sdk.DevNet.Blocks;

namespace Allora.Chaos.DevNetSide;

/// <summary>Writes each block with the windows that it opened and its transactions.</summary>
internal sealed class BlockLog(JsonLines log)
{
    public void Write(CommittedBlock block, double begun)
    {
        var opened = new List<object>();
        foreach (var emitted in block.BlockEvents.Where(static emitted => emitted.Type.EndsWith(".EventWorkerSubmissionWindowOpened", StringComparison.Ordinal)))
            opened.Add(new { topic = Number(emitted, "topic_id"), nonce = Number(emitted, "nonce_block_height"), end = Number(emitted, "window_end_block") });
        var schema = block.BlockEvents.Select(static emitted => emitted.Type).FirstOrDefault(static type => type.StartsWith("emissions.v", StringComparison.Ordinal));
        log.Write("block", ("height", block.Height), ("begun", begun), ("schema", schema?.Split('.')[1]), ("opened", opened), ("txs", block.Transactions.Select(Shown)));
    }

    private static object Shown(CommittedTx tx)
    {
        var content = TxContent.Read(tx.Bytes);
        return new
        {
            hash = tx.Hash,
            code = tx.Result.Code,
            // What a block's first checks turn away pays nothing, uses no sequence, and leaves no event.
            charged = tx.Result.Code == 0 || tx.Result.Events.Count > 0,
            codespace = tx.Result.Codespace,
            log = tx.Result.Code == 0 ? null : tx.Result.Log,
            type = content.Type,
            signer = content.Signer,
            sequence = content.Sequence,
            topic = content.Topic,
            nonce = content.Nonce,
            fee = content.Fee,
            gasWanted = tx.Result.GasWanted,
            gasUsed = tx.Result.GasUsed,
        };
    }

    private static long Number(AbciEvent emitted, string key) =>
        long.Parse(emitted.Attributes.First(pair => pair.Key == key).Value.Trim('"'), CultureInfo.InvariantCulture);
}
