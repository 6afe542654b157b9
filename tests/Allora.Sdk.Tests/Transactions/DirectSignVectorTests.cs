using System.Text;
using System.Text.Json;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Transactions;

public class DirectSignVectorTests
{
    private const string File = "direct-sign.json";

    [Fact]
    public Task Every_transaction_is_signed_to_the_byte() =>
        VectorFile.ForEach(File, "cases", async entry =>
        {
            using var wallet = AlloraWallet.FromPrivateKeyHex(entry.Text("private_key_hex"));
            Assert.Equal(entry.Text("signer_address"), wallet.Address);
            Assert.Equal(entry.Text("public_key_hex"), wallet.PublicKeyHex);
            var draft = await ReadAsync(entry, wallet);
            var expected = entry.GetProperty("expected");
            var body = TransactionEncoding.Body(draft.Messages, draft.Memo, draft.TimeoutHeight);
            Assert.Equal(expected.Text("body_bytes_hex"), body.ToHex());
            var authInfo = TransactionEncoding.AuthInfo(wallet.PublicKey.Span, draft.Sequence, draft.Fee);
            Assert.Equal(expected.Text("auth_info_bytes_hex"), authInfo.ToHex());
            var document = TransactionEncoding.SignDoc(body, authInfo, draft.ChainId, draft.AccountNumber);
            Assert.Equal(expected.Text("sign_doc_bytes_hex"), document.ToHex());
            var signature = await wallet.SignAsync(document);
            Assert.Equal(expected.Text("signature_hex"), signature.ToHex());
            Assert.True(Ecdsa.Verify(wallet.PublicKey.Span, document, signature));

            var signed = await draft.SignAsync(wallet);
            Assert.Equal(expected.Text("tx_raw_bytes_hex"), signed.Bytes.Span.ToHex());
            Assert.Equal(expected.Text("tx_raw_base64"), Convert.ToBase64String(signed.Bytes.Span));
            Assert.Equal(expected.Text("tx_hash"), signed.Hash);
            Assert.Equal((draft.Sequence, draft.Fee, draft.TimeoutHeight), (signed.Sequence, signed.Fee, signed.TimeoutHeight));
        });

    private static async Task<TransactionDraft> ReadAsync(JsonElement entry, AlloraWallet wallet)
    {
        var messages = new List<TransactionMessage>();
        foreach (var given in entry.GetProperty("messages").EnumerateArray())
        {
            var message = await VectorMessage.BuildAsync(given, wallet);
            Assert.Equal(given.Text("value_hex"), message.Value.Span.ToHex());
            Assert.Equal(given.Text("type_url"), message.TypeUrl);
            messages.Add(message);
        }

        return new TransactionDraft
        {
            Messages = messages,
            ChainId = entry.Text("chain_id"),
            AccountNumber = entry.UInt64("account_number"),
            Sequence = entry.UInt64("sequence"),
            Fee = new TransactionFee
            {
                Amount = [.. entry.GetProperty("fee_amount").EnumerateArray().Select(coin => new Coin(coin.Text("denom"), UAllo.Parse(coin.Text("amount")).Value))],
                GasLimit = entry.UInt64("gas_limit"),
                Payer = entry.Text("fee_payer"),
                Granter = entry.Text("fee_granter"),
            },
            Memo = Encoding.UTF8.GetString(entry.Hex("memo_utf8_hex")),
            TimeoutHeight = entry.UInt64("timeout_height"),
        };
    }
}
