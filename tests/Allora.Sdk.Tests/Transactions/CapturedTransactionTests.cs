using System.Text.Json;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Transactions;

/// <summary>Transactions that a real node took or refused, taken apart and put together again.</summary>
public class CapturedTransactionTests
{
    private const string ChainId = "localnet";
    private const ulong HighestAccountNumber = 60;

    [Fact]
    public void The_hash_is_the_one_that_the_node_answered()
    {
        var checkedHashes = 0;
        foreach (var call in CapturedCalls.Of("/cosmos.tx.v1beta1.Service/BroadcastTx"))
        {
            if (!call.TryGetProperty("response", out var answer) || answer.ValueKind != JsonValueKind.Object)
                continue;
            var request = BroadcastTxRequest.Parser.ParseFrom(call.Request());
            Assert.Equal(answer.GetProperty("txResponse").Text("txhash"), TransactionEncoding.Hash(request.TxBytes.Span));
            checkedHashes++;
        }

        Assert.True(checkedHashes > 20);
    }

    [Fact]
    public void What_the_node_accepted_is_what_this_encoder_writes_and_verifies()
    {
        var accepted = 0;
        foreach (var call in CapturedCalls.Of("/cosmos.tx.v1beta1.Service/BroadcastTx").Where(IsAccepted))
        {
            var bytes = BroadcastTxRequest.Parser.ParseFrom(call.Request()).TxBytes.Memory;
            var raw = TxRaw.Parser.ParseFrom(bytes.Span);
            var body = TxBody.Parser.ParseFrom(raw.BodyBytes);
            var auth = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes);
            var signer = Assert.Single(auth.SignerInfos);
            var key = Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1.PubKey.Parser.ParseFrom(signer.PublicKey.Value).Key.Memory;

            var bodyAgain = TransactionEncoding.Body([.. body.Messages.Select(message => new TransactionMessage
            {
                TypeUrl = message.TypeUrl,
                Value = message.Value.Memory,
            })], body.Memo, body.TimeoutHeight);
            var fee = new TransactionFee
            {
                Amount = [.. auth.Fee.Amount.Select(coin => new Coin(coin.Denom, UAllo.Parse(coin.Amount).Value))],
                GasLimit = auth.Fee.GasLimit,
                Payer = auth.Fee.Payer,
                Granter = auth.Fee.Granter,
            };
            var authAgain = TransactionEncoding.AuthInfo(key.Span, signer.Sequence, fee);
            var signature = Assert.Single(raw.Signatures).Memory;
            Assert.Equal(bytes.ToArray(), TransactionEncoding.Raw(bodyAgain, authAgain, signature.Span));
            Assert.Single(AccountNumbers(), number => Ecdsa.Verify(key.Span, TransactionEncoding.SignDoc(bodyAgain, authAgain, ChainId, number), signature.Span));
            accepted++;
        }

        Assert.True(accepted > 8);
    }

    // The captures do not say every sender's number, but only the right one can verify.
    private static IEnumerable<ulong> AccountNumbers()
    {
        for (var number = 0ul; number <= HighestAccountNumber; number++)
            yield return number;
    }

    private static bool IsAccepted(JsonElement call) =>
        call.TryGetProperty("response", out var answer) && answer.ValueKind == JsonValueKind.Object && !answer.GetProperty("txResponse").TryGetProperty("code", out _);
}
