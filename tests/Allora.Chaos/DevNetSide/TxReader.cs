using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf.WellKnownTypes;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Chaos.DevNetSide;

/// <summary>What a transaction's bytes say, for the log.</summary>
internal sealed record TxContent(string Type, string Signer, ulong Sequence, ulong Topic, long Nonce, string Fee, ulong Timeout)
{
    public static TxContent Read(byte[] bytes)
    {
        var raw = TxRaw.Parser.ParseFrom(bytes);
        var body = TxBody.Parser.ParseFrom(raw.BodyBytes);
        var auth = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes);
        var (signer, topic, nonce) = Message(body.Messages[0]);
        return new TxContent(
            body.Messages[0].TypeUrl, signer, auth.SignerInfos[0].Sequence, topic, nonce, auth.Fee.Amount.FirstOrDefault()?.Amount ?? "0", body.TimeoutHeight);
    }

    private static (string Signer, ulong Topic, long Nonce) Message(Any message)
    {
        switch (message.TypeUrl)
        {
            case "/emissions.v10.InsertWorkerPayloadRequest":
                var ten = V10.InsertWorkerPayloadRequest.Parser.ParseFrom(message.Value);
                return (ten.Sender, ten.WorkerDataBundle.TopicId, ten.WorkerDataBundle.Nonce.BlockHeight);
            case "/emissions.v9.InsertWorkerPayloadRequest":
                var nine = V9.InsertWorkerPayloadRequest.Parser.ParseFrom(message.Value);
                return (nine.Sender, nine.WorkerDataBundle.TopicId, nine.WorkerDataBundle.Nonce.BlockHeight);
            case "/cosmos.bank.v1beta1.MsgSend":
                return (MsgSend.Parser.ParseFrom(message.Value).FromAddress, 0, 0);
            default:
                return ("", 0, 0);
        }
    }
}
