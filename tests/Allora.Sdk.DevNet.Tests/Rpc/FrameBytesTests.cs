using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Rpc.Events;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Search;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Rpc;

/// <summary>The same block, written by us, gives the same bytes. Only the order of the flattened map is a node's whim.</summary>
public sealed class FrameBytesTests
{
    [Theory]
    [InlineData("ws-new-block-events.json", 12)]
    [InlineData("ws-epoch-with-losses.json", 4)]
    public void Block_events_are_written_byte_for_byte(string file, int expected)
    {
        var frames = Frames(file).ToList();
        foreach (var frame in frames)
        {
            var value = Value(frame);
            var block = CapturedChain.Block(
                CapturedChain.Number(CapturedChain.Text(value, "height")),
                CapturedChain.Events(value.GetProperty("events")),
                transactions: Placeholders(CapturedChain.Number(CapturedChain.Text(value, "num_txs"))));
            AssertSame(frame, BlockPublications.OfBlock(block)[2]);
        }

        VectorCount.Print(file, "NewBlockEvents frames, byte for byte", frames.Count);
        Assert.Equal(expected, frames.Count);
    }

    [Fact]
    public void A_header_is_written_byte_for_byte()
    {
        var frame = Frames("ws-session.json").Single();
        var header = CapturedChain.Header(Value(frame).GetProperty("header"));
        AssertSame(frame, BlockPublications.OfBlock(CapturedChain.Block(header.Height, [], header))[1]);
    }

    [Fact]
    public void Transactions_are_written_byte_for_byte()
    {
        var frames = Frames("ws-tx.json").ToList();
        foreach (var frame in frames)
        {
            var json = Value(frame).GetProperty("TxResult");
            var index = json.TryGetProperty("index", out var given) ? given.GetInt32() : 0;
            using var document = JsonDocument.Parse(frame);
            var hash = document.RootElement.GetProperty("result").GetProperty("events").GetProperty("tx.hash")[0].GetString()!;
            var height = CapturedChain.Number(CapturedChain.Text(json, "height"));
            var transaction = new CommittedTx(height, index, json.GetProperty("tx").GetBytesFromBase64(), hash, CapturedChain.Result(json.GetProperty("result")));
            AssertSame(frame, BlockPublications.OfTransactions(CapturedChain.Block(height, [], transactions: [transaction])).Single());
        }

        VectorCount.Print("ws-tx.json", "Tx frames, byte for byte", frames.Count);
        Assert.Equal(4, frames.Count);
    }

    private static CommittedTx[] Placeholders(long count) =>
        [.. Enumerable.Range(0, (int)count).Select(i => new CommittedTx(1, i, [], "", new TxResult(0, "", [], "", 0, 0, [])))];

    private static IEnumerable<string> Frames(string file) => Data.Capture(file).EnumerateArray()
        .Where(c => c.TryGetProperty("text", out _))
        .Select(c => c.GetProperty("text").GetString()!)
        .Where(text => text.Contains("\"data\":{\"type\"", StringComparison.Ordinal));

    private static JsonElement Value(string frame)
    {
        using var document = JsonDocument.Parse(frame);
        return document.RootElement.GetProperty("result").GetProperty("data").GetProperty("value").Clone();
    }

    private static void AssertSame(string captured, Publication publication)
    {
        using var document = JsonDocument.Parse(captured);
        var query = document.RootElement.GetProperty("result").GetProperty("query").GetString()!;
        Assert.True(publication.Matches(EventQuery.Parse(query)));
        var subscription = new Subscription(RpcId.Read(document.RootElement.GetProperty("id"), out _), EventQuery.Parse(query));
        var written = Encoding.UTF8.GetString([.. subscription.Head, .. publication.Tail]);

        const string Map = ",\"events\":{\"";
        Assert.Equal(captured[..captured.LastIndexOf(Map, StringComparison.Ordinal)], written[..written.LastIndexOf(Map, StringComparison.Ordinal)]);
        Assert.Equal(captured.Length, written.Length);
        Assert.Equal(Flattened(captured), Flattened(written));
    }

    private static List<string> Flattened(string frame)
    {
        using var document = JsonDocument.Parse(frame);
        return [.. document.RootElement.GetProperty("result").GetProperty("events").EnumerateObject()
            .Select(p => p.Name + "=" + p.Value.GetRawText())
            .Order(StringComparer.Ordinal)];
    }
}
