using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Transactions;
using Allora.Sdk.Values;
using ProtoCoin = Allora.Sdk.Protos.Cosmos.Base.V1Beta1.Coin;

namespace Allora.Sdk.Tests.Transactions;

public sealed class DirectSignVectorTests
{
    [Fact]
    public Task Every_transaction_is_the_same_to_the_byte() => VectorFile.ForEachAsync("direct-sign.json", "cases", static _ => true, async entry =>
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(entry.Text("private_key_hex"));
        Assert.Equal(entry.Text("signer_address"), wallet.Address);
        var messages = entry.GetProperty("messages").EnumerateArray()
            .Select(m => new TransactionMessage(m.Text("type_url"), m.Hex("value_hex"))).ToList();
        var fee = new TransactionFee
        {
            Amount = [.. entry.GetProperty("fee_amount").EnumerateArray()
                .Select(c => new Coin(c.Text("denom"), BigInteger.Parse(c.Text("amount"), CultureInfo.InvariantCulture)))],
            GasLimit = entry.U64("gas_limit"),
            Payer = entry.Text("fee_payer"),
            Granter = entry.Text("fee_granter"),
        };
        var expected = entry.GetProperty("expected");

        var body = TransactionEncoding.Body(messages, entry.Text("memo"), entry.U64("timeout_height"));
        var auth = TransactionEncoding.AuthInfo(wallet.PublicKey.Span, entry.U64("sequence"), fee);
        var document = TransactionEncoding.SignDoc(body, auth, entry.Text("chain_id"), entry.U64("account_number"));
        Assert.Equal(expected.Text("body_bytes_hex"), body.ToHex());
        Assert.Equal(expected.Text("auth_info_bytes_hex"), auth.ToHex());
        Assert.Equal(expected.Text("sign_doc_bytes_hex"), document.ToHex());

        var draft = new TransactionDraft
        {
            Messages = messages,
            ChainId = entry.Text("chain_id"),
            AccountNumber = entry.U64("account_number"),
            Sequence = entry.U64("sequence"),
            Fee = fee,
            Memo = entry.Text("memo"),
            TimeoutHeight = entry.U64("timeout_height"),
        };
        var signed = await draft.SignAsync(wallet, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Text("tx_raw_bytes_hex"), signed.Bytes.Span.ToHex());
        Assert.Equal(expected.Text("tx_hash"), signed.Hash);
        Assert.Equal(expected.Text("signature_hex"), (await wallet.SignAsync(document, TestContext.Current.CancellationToken)).ToHex());
    });

    [Fact]
    public Task Transfers_are_written_as_the_vectors_write_them() => VectorFile.ForEachAsync(
        "direct-sign.json",
        "cases",
        entry => First(entry) == "/cosmos.bank.v1beta1.MsgSend",
        entry =>
        {
            foreach (var message in entry.GetProperty("messages").EnumerateArray())
            {
                var value = message.GetProperty("value");
                var send = new MsgSend { FromAddress = value.Text("from_address"), ToAddress = value.Text("to_address") };
                send.Amount.AddRange(value.GetProperty("amount").EnumerateArray().Select(c => new ProtoCoin { Denom = c.Text("denom"), Amount = c.Text("amount") }));
                var written = TransactionMessage.From(send);
                Assert.Equal(message.Text("type_url"), written.TypeUrl);
                Assert.Equal(message.Text("value_hex"), written.Value.Span.ToHex());
            }

            return Task.CompletedTask;
        });

    private static string First(JsonElement entry) => entry.GetProperty("messages")[0].Text("type_url");
}
