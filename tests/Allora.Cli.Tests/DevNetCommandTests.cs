using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Allora.TestData;
using Grpc.Net.Client;

namespace Allora.Cli.Tests;

public sealed class DevNetCommandTests
{
    private static readonly string[] AnyPorts = ["--grpc", "0", "--rpc", "0", "--rest", "0"];

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task It_serves_until_a_signal_and_then_ends_cleanly(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        Assert.SkipWhen(signal == "INT" && Signals.InterruptIsIgnored, "this run is a background job that ignores Ctrl-C, and so do its children");
        await using var cli = CliProcess.Start(["devnet", "--block", "200ms", "--chain-id", "cli-test", .. AnyPorts]);
        var lines = await cli.ReadUntilAsync("Press Ctrl-C");
        Assert.Contains(lines, static line => line.Contains("KEYS ARE PUBLIC", StringComparison.Ordinal));
        using var channel = GrpcChannel.ForAddress(Endpoint(lines, "gRPC"));
        var info = new Service.ServiceClient(channel).GetNodeInfo(new GetNodeInfoRequest(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("cli-test", info.DefaultNodeInfo.Network);
        var address = lines.First(static line => line.Contains("uallo", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var balance = new Query.QueryClient(channel).Balance(new QueryBalanceRequest { Address = address, Denom = "uallo" }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("1000000000000000000000000", balance.Balance.Amount);
        Assert.Equal(0, await cli.SignalAsync(signal));
    }

    [Fact]
    public async Task A_genesis_file_decides_what_the_chain_is()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "genesis.json");
            await File.WriteAllTextAsync(
                file,
                """
                {
                  "chain_id": "from-file", "initial_height": 500, "schema": "v9", "block_interval": "1h", "gas_price": "25.5",
                  "accounts": [ { "name": "one", "mnemonic": "test test test test test test test test test test test junk", "index": 3, "uallo": 12345, "account_number": 77 } ],
                  "topics": [ { "id": 9, "epoch_length": 12, "worker_submission_window": 5 } ]
                }
                """,
                TestContext.Current.CancellationToken);
            await using var cli = CliProcess.Start(["devnet", "--genesis", file, .. AnyPorts]);
            var lines = await cli.ReadUntilAsync("Press Ctrl-C");
            Assert.Contains(lines, static line => line.Contains("from-file is up, height 500", StringComparison.Ordinal));
            Assert.Contains(lines, static line => line.Contains("12345uallo", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Stamps_are_written_as_json_lines()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "stamps.jsonl");
            var genesis = Path.Combine(folder.FullName, "genesis.json");
            await File.WriteAllTextAsync(genesis, """{ "topics": [ { "id": 9, "epoch_length": 2, "worker_submission_window": 1 } ] }""", TestContext.Current.CancellationToken);
            await using var cli = CliProcess.Start(["devnet", "--genesis", genesis, "--block", "100ms", "--stamps", file, .. AnyPorts]);
            var lines = await cli.ReadUntilAsync("Press Ctrl-C");
            using var channel = GrpcChannel.ForAddress(Endpoint(lines, "gRPC"));
            var broadcast = await new Sdk.Protos.Cosmos.Tx.V1Beta1.Service.ServiceClient(channel).BroadcastTxAsync(
                new Sdk.Protos.Cosmos.Tx.V1Beta1.BroadcastTxRequest { TxBytes = Google.Protobuf.ByteString.CopyFrom(1, 2, 3), Mode = Sdk.Protos.Cosmos.Tx.V1Beta1.BroadcastMode.Sync },
                cancellationToken: TestContext.Current.CancellationToken);
            using var socket = new System.Net.WebSockets.ClientWebSocket();
            await socket.ConnectAsync(new Uri(Endpoint(lines, "CometBFT").Replace("http", "ws", StringComparison.Ordinal) + "websocket"), TestContext.Current.CancellationToken);
            await socket.SendAsync(
                """{"jsonrpc":"2.0","method":"subscribe","id":1,"params":{"query":"tm.event='NewBlockEvents'"}}"""u8.ToArray(),
                System.Net.WebSockets.WebSocketMessageType.Text,
                endOfMessage: true,
                TestContext.Current.CancellationToken);
            var buffer = new byte[1 << 20];
            for (var frames = 0; frames < 5;)
                frames += (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)).EndOfMessage ? 1 : 0;
            Assert.Equal(0, await cli.SignalAsync("TERM"));
            var stamps = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(static line => System.Text.Json.Nodes.JsonNode.Parse(line)!).ToList();
            var received = Assert.Single(stamps, static stamp => (string?)stamp["kind"] == "broadcast");
            Assert.Equal((broadcast.TxResponse.Txhash, 2), ((string?)received["hash"], (int)received["code"]!));
            Assert.Contains(stamps, static stamp => (string?)stamp["kind"] == "window" && (int?)stamp["topics"]![0] == 9);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Another_process_controls_it_and_its_log_is_whole_at_the_end()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "chain.jsonl");
            await using var cli = CliProcess.Start(["devnet", "--by-hand", "--control", "0", "--log", file, "--fault", """{"type":"latency","delay":"1ms"}""", .. AnyPorts]);
            var lines = await cli.ReadUntilAsync("Press Ctrl-C");
            var port = new Uri(lines.Single(static line => line.Contains("Control", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).Port;
            using var control = new System.Net.Sockets.TcpClient();
            await control.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            using var reader = new StreamReader(control.GetStream());
            await control.GetStream().WriteAsync("{\"do\":\"step\",\"blocks\":4}\n{\"do\":\"counts\"}\n"u8.ToArray(), TestContext.Current.CancellationToken);
            Assert.Equal("""{"ok":true,"height":5}""", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.Contains("\"latency\"", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal(0, await cli.SignalAsync("TERM"));
            Assert.Equal(4, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Count(static line => line.StartsWith("{\"kind\":\"block\"", StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--fault", "nonsense")]
    [InlineData("--schema", "v8")]
    [InlineData("--grpc", "99999")]
    [InlineData("--block", "soon")]
    [InlineData("--nodes", "0")]
    [InlineData("--genesis", "/nowhere/genesis.json")]
    [InlineData("--gas-price", "cheap")]
    [InlineData("--no-such-option", "1")]
    public async Task A_bad_option_is_one_clear_line_and_code_2(string option, string value)
    {
        var (code, output, error) = await CliProcess.RunAsync(["devnet", option, value, .. AnyPorts]);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("allora: ", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Endpoint(IReadOnlyList<string> lines, string name) =>
        lines.First(line => line.TrimStart().StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .First(static part => part.StartsWith("http", StringComparison.Ordinal));
}
