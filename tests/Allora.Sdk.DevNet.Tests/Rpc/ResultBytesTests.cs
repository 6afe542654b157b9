using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Rpc.Json;
using Allora.Sdk.DevNet.Rpc.Methods;
using Allora.Sdk.DevNet.Rpc.Types;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Rpc;

/// <summary>Results that a node wrote, written again by us from the same content.</summary>
public sealed class ResultBytesTests
{
    [Theory]
    [InlineData("rpc-block-results-with-payload")]
    [InlineData("rpc-block-results-window-opens")]
    public void Block_results_are_written_byte_for_byte(string name)
    {
        var captured = Captured(name);
        var height = CapturedChain.Number(CapturedChain.Text(captured, "height"));
        CommittedTx[] transactions = captured.GetProperty("txs_results").ValueKind == JsonValueKind.Null
            ? []
            : [.. captured.GetProperty("txs_results").EnumerateArray().Select((r, i) => new CommittedTx(height, i, [], "", CapturedChain.Result(r)))];
        var block = CapturedChain.Block(
            height,
            CapturedChain.Events(captured.GetProperty("finalize_block_events")),
            transactions: transactions,
            appHash: captured.GetProperty("app_hash").GetBytesFromBase64());
        Assert.Equal(captured.GetRawText(), Written(block, BlockMethods.WriteResults));
    }

    [Fact]
    public void Transactions_are_written_byte_for_byte()
    {
        var captured = Captured("rpc-tx").GetProperty("tx_result");
        Assert.Equal(captured.GetRawText(), Written(CapturedChain.Result(captured), static (result, writer) => ResultJson.Full(writer, result)));
    }

    private static string Written<T>(T value, Action<T, Utf8JsonWriter> write) => Encoding.UTF8.GetString(GoJson.Build(value, write));

    private static JsonElement Captured(string name)
    {
        var body = Data.Capture("rest-and-rpc.json").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name).GetProperty("body").GetString()!;
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("result").Clone();
    }
}
