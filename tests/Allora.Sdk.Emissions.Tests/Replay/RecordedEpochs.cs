using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Allora.TestData.Epochs;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>Replays a recording from its inputs alone and compares every event, query and export with what is computed.</summary>
internal static class RecordedEpochs
{
    public static ValueTable Compare(Recording recording)
    {
        var table = new ValueTable();
        var chain = new ReplayChain(recording.Parameters);
        var messages = new ReplayMessages(chain);
        var queries = new RecordedQueries(recording, chain, table);
        foreach (var block in recording.Blocks)
        {
            chain.Height = block.GetProperty("height").GetInt64();
            var events = block.GetProperty("finalize_block_events").EnumerateArray().ToList();
            chain.BlockEmission = Emission(events) ?? chain.BlockEmission;
            if (Emission(events) is { } emission)
                chain.Rewards += emission;
            foreach (var transaction in block.GetProperty("txs").EnumerateArray().Where(static one => one.GetProperty("code").GetInt32() == 0))
            {
                RecordedEvent.Compare(
                    table, $"transaction {transaction.GetProperty("hash")} of block {chain.Height}",
                    transaction.GetProperty("events").EnumerateArray(), messages.Apply(transaction));
            }

            RecordedEvent.Compare(table, $"block {chain.Height}", events.Where(IsEndBlock), chain.EndBlock());
            queries.CompareBlock();
        }

        return table;
    }

    private static bool IsEndBlock(JsonElement one) =>
        one.GetProperty("attributes").EnumerateArray().Any(static attribute =>
            attribute.GetProperty("key").GetString() == "mode" && attribute.GetProperty("value").GetString() == "EndBlock");

    private static BigInteger? Emission(List<JsonElement> events)
    {
        foreach (var one in events.Where(static one => one.GetProperty("type").GetString()!.EndsWith("EventRewardCurrentBlockEmission", StringComparison.Ordinal)))
        {
            var amount = one.GetProperty("attributes").EnumerateArray().First(static attribute => attribute.GetProperty("key").GetString() == "token_amount");
            return BigInteger.Parse(amount.GetProperty("value").GetString()!.Trim('"'), CultureInfo.InvariantCulture);
        }

        return null;
    }
}
