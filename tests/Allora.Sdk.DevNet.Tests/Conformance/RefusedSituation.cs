using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>The block that refused: the captured transactions are put together from their lookups and sent anew.</summary>
internal static class RefusedSituation
{
    public static async Task PrepareAsync(Stage stage, Cast cast, IReadOnlyList<GetTxResponse> captured, ulong[] sequences)
    {
        _ = sequences;
        await stage.StepToAsync(cast.Height(captured[0].TxResponse.Height - 1));
        var translator = new Translator(cast);
        foreach (var reply in captured.OrderBy(static reply => reply.Tx.AuthInfo.SignerInfos[0].Sequence))
        {
            var raw = new TxRaw { BodyBytes = reply.Tx.Body.ToByteString(), AuthInfoBytes = reply.Tx.AuthInfo.ToByteString() };
            raw.Signatures.AddRange(reply.Tx.Signatures);
            var ours = translator.Transaction(raw.ToByteArray());
            cast.Remember(raw.ToByteArray(), ours);
            var sent = await stage.Client.Tx.BroadcastTxAsync(new BroadcastTxRequest { TxBytes = ByteString.CopyFrom(ours), Mode = BroadcastMode.Sync });
            Assert.Equal((0u, ""), (sent.TxResponse.Code, sent.TxResponse.RawLog));
        }
    }
}
