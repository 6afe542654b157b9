using System.Text;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Control;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>A DevNet as another process drives and watches it: the control port and the log.</summary>
public sealed class ControlPortTests
{
    private static readonly DevNetOptions ByHand = new() { StepByHand = true, Nodes = 2 };
    private static readonly TestWallet Wallet = TestWallet.Default(0);

    [Fact]
    public async Task Faults_are_added_counted_and_cleared_by_lines()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        await using var control = DevNetControl.Start(devnet);
        using var port = await ControlLine.OpenAsync(control.Port);
        var added = await port.AskAsync("""{"id":7,"do":"fault","type":"unavailable","protocol":"grpc","method":"AccountInfo","times":2,"node":1}""");
        Assert.Equal((7, true, 1), ((int)added["id"]!, (bool)added["ok"]!, (int)added["fault"]!));
        using var client = new TestClient(devnet.Nodes[1].Grpc);
        await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(Wallet.Address));
        var counts = await port.AskAsync("""{"do":"counts"}""");
        Assert.Equal((1, true), ((int)counts["faults"]![0]!["hits"]!, (bool)counts["faults"]![0]!["active"]!));
        await port.AskAsync("""{"do":"clear"}""");
        await client.AccountAsync(Wallet.Address);
        Assert.False((bool)(await port.AskAsync("""{"do":"counts"}"""))["faults"]![0]!["active"]!);
    }

    [Fact]
    public async Task Nodes_and_chain_obey()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        await using var control = DevNetControl.Start(devnet);
        using var port = await ControlLine.OpenAsync(control.Port);
        Assert.Equal(4, (long)(await port.AskAsync("""{"do":"step","blocks":3}"""))["height"]!);
        await port.AskAsync("""{"do":"snapshot"}""");
        await port.AskAsync("""{"do":"step"}""");
        Assert.Equal(4, (long)(await port.AskAsync("""{"do":"restore"}"""))["height"]!);
        await port.AskAsync("""{"do":"lag","node":1,"blocks":2}""");
        await port.AskAsync("""{"do":"halt"}""");
        await port.AskAsync("""{"do":"stop","node":0}""");
        var status = await port.AskAsync("""{"do":"status"}""");
        Assert.Equal((true, 2, false), ((bool)status["halted"]!, (int)status["nodes"]![1]!["lag"]!, (bool)status["nodes"]![0]!["up"]!));
        Assert.Equal(4, (long)(await port.AskAsync("""{"do":"step"}"""))["height"]!);
        await port.AskAsync("""{"do":"restart","node":0,"down":"10ms","lose_mempool":true}""");
        await port.AskAsync("""{"do":"resume"}""");
        await port.AskAsync("""{"do":"gas_price","price":"12.5"}""");
        await port.AskAsync("""{"do":"upgrade"}""");
        await port.AskAsync("""{"do":"step"}""");
        Assert.Equal("v9", (string)(await port.AskAsync("""{"do":"status"}"""))["schema"]!);
        var chain = (await port.AskAsync("""{"do":"counts"}"""))["chain"]!;
        Assert.Equal((1, 1, 1, 1, 1), ((int)chain["halts"]!, (int)chain["mempools_lost"]!, (int)chain["price_jumps"]!, (int)chain["upgrades"]!, (int)chain["nodes_down"]!));
        Assert.Equal("12.5", devnet.Network.GasPriceFloor.ToString().Split("uallo")[0]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"do":"dance"}""")]
    [InlineData("""{"do":"fault"}""")]
    [InlineData("""{"do":"fault","type":"sideways"}""")]
    [InlineData("""{"do":"fault","type":"latency","delay":"soon"}""")]
    [InlineData("""{"do":"stop","node":9}""")]
    [InlineData("""{"do":"gas_price","price":"cheap"}""")]
    [InlineData("""{"do":"lag","blocks":-1}""")]
    [InlineData("""{"do":"restore","name":"nothing"}""")]
    [InlineData("""{"do":"submissions"}""")]
    public async Task A_line_that_makes_no_sense_is_answered_in_words_and_the_connection_goes_on(string line)
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        await using var control = DevNetControl.Start(devnet);
        using var port = await ControlLine.OpenAsync(control.Port);
        var refused = await port.AskAsync(line);
        Assert.False((bool)refused["ok"]!);
        Assert.NotEqual("", (string)refused["error"]!);
        Assert.True((bool)(await port.AskAsync("""{"do":"status"}"""))["ok"]!);
    }

    [Fact]
    public async Task The_log_tells_blocks_windows_transactions_faults_and_nodes()
    {
        var genesis = DevNetGenesis.Default with { Topics = [new GenesisTopic { Id = 9, EpochLength = 4, WorkerSubmissionWindow = 2, Workers = [Wallet.Address] }] };
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with { Genesis = genesis });
        using var written = new MemoryStream();
        await using (DevNetLog.Open(devnet, written))
        {
            using var client = new TestClient(devnet.Grpc);
            await devnet.StepAsync();
            var nonce = devnet.Height;
            var payload = Payloads.Scalar(Wallet, 9, nonce, "1.5");
            await client.IncludeAsync(devnet, Wallet, new TxPlan(payload));
            await devnet.StepAsync(2);
            devnet.Faults.Add(new Faults.Fault { Kind = Faults.FaultKind.Unavailable, Times = 1 });
            await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(Wallet.Address));
            devnet.Faults.Clear();
            await devnet.RestartAsync(devnet.Nodes[1]);
            devnet.IsHalted = true;
        }

        var lines = Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!.AsObject()).ToList();
        JsonObject One(string kind) => Assert.Single(lines, line => (string?)line["kind"] == kind);
        var opened = One("window_opened");
        Assert.Equal(("worker", 9, 2, 4), ((string?)opened["role"], (int)opened["topic"]!, (int)opened["nonce"]!, (int)opened["end"]!));
        Assert.Equal(2, (int)Assert.Single(lines, static line => (string?)line["kind"] == "window_closed" && (string?)line["role"] == "worker")["nonce"]!);
        var (sent, tx) = (One("broadcast"), One("tx"));
        Assert.Equal(((string?)sent["hash"], 0, "", 3L), ((string?)tx["hash"], (int)tx["code"]!, (string?)tx["codespace"], (long)tx["height"]!));
        Assert.Equal((Wallet.Address, 0, "3000000uallo"), ((string?)tx["signer"], (int)tx["sequence"]!, (string?)tx["fee"]));
        var message = tx["messages"]![0]!;
        Assert.Equal((9, 2, Wallet.Address, true, false), ((int)message["topic"]!, (int)message["nonce"]!, (string?)message["worker"], (bool)message["inference"]!, (bool)message["forecast"]!));
        Assert.Equal(("/" + InsertWorkerPayloadRequest.Descriptor.FullName, 4), ((string?)message["type"], lines.Count(static line => (string?)line["kind"] == "block")));
        Assert.Equal([(int)One("fault_on")["fault"]!, (int)One("fault_hit")["fault"]!, (int)One("fault_off")["fault"]!], [1, 1, 1]);
        Assert.Equal([1, 1], [(int)One("node_down")["node"]!, (int)One("node_up")["node"]!]);
        Assert.Equal("halted", (string?)One("chain")["what"]);
    }
}
