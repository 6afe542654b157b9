using System.Text;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>What fuzzing found, each with the answer that it has now.</summary>
public sealed class FoundOnceTests
{
    private static readonly TestWallet Wallet = TestWallet.Default(0);

    [Fact]
    public async Task A_granter_that_is_no_address() =>
        Assert.Equal(("undefined", 111222u), await VerdictAsync(Wallet.Transaction(new TxPlan(Stage.SelfSend(Wallet)) { Granter = "nobody" })));

    [Fact]
    public async Task A_public_key_that_is_no_message()
    {
        var raw = TxRaw.Parser.ParseFrom(Wallet.Transaction(new TxPlan(Stage.SelfSend(Wallet))));
        var auth = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes);
        auth.SignerInfos[0].PublicKey.Value = ByteString.CopyFrom(0x0A, 0x7F);
        raw.AuthInfoBytes = auth.ToByteString();
        Assert.Equal(("sdk", 2u), await VerdictAsync(raw.ToByteArray()));
        auth.SignerInfos[0].PublicKey.Value = ByteString.CopyFrom(0x0A, 0x01, 0x02);
        raw.AuthInfoBytes = auth.ToByteString();
        Assert.Equal(("undefined", 111222u), await VerdictAsync(raw.ToByteArray()));
    }

    [Fact]
    public async Task Many_sends_without_a_sender() => Assert.Equal(("sdk", 4u), await VerdictAsync(Wallet.Transaction(new TxPlan(new MsgMultiSend()))));

    [Fact]
    public async Task An_amount_beyond_256_bits()
    {
        var send = Stage.SelfSend(Wallet);
        send.Amount[0].Amount = new string('9', 90);
        Assert.Equal(("sdk", 2u), await VerdictAsync(Wallet.Transaction(new TxPlan(send))));
    }

    [Fact]
    public async Task A_transaction_without_a_body_to_encode()
    {
        await using var net = await FuzzNet.StartAsync();
        using var client = new TestClient(net.DevNet.Grpc);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.Tx.TxEncodeAsync(new TxEncodeRequest { Tx = new Tx() }));
        Assert.Contains("nil pointer", refused.Status.Detail, StringComparison.Ordinal);
        net.RequireSound();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"health","params":{}}""", "\ufffd")]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud83d\ude00","method":"health","params":{}}""", "\ud83d\ude00")]
    [InlineData("""{"jsonrpc":"2.0","id":"\\ud800","method":"health","params":{}}""", "\\ud800")]
    public async Task Half_a_character(string call, string id)
    {
        await using var net = await FuzzNet.StartAsync();
        using var content = new StringContent(call, Encoding.UTF8);
        using var response = await net.Http.PostAsync(net.DevNet.Rpc, content);
        Assert.Equal(id, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]);
        net.RequireSound();
    }

    private static async Task<(string Codespace, uint Code)> VerdictAsync(byte[] transaction)
    {
        await using var net = await FuzzNet.StartAsync();
        var (status, reply) = await net.CallAsync(
            "/cosmos.tx.v1beta1.Service/BroadcastTx", new BroadcastTxRequest { TxBytes = ByteString.CopyFrom(transaction), Mode = BroadcastMode.Sync }.ToByteArray());
        Assert.Equal(0, status);
        TxResponse verdict = BroadcastTxResponse.Parser.ParseFrom(reply.AsSpan(5)).TxResponse;
        return (verdict.Codespace, verdict.Code);
    }
}
