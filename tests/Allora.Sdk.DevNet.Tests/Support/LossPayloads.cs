using Allora.Sdk.Protos.Emissions.V3;
using Allora.Sdk.Protos.Emissions.V9;
using Google.Protobuf;
using InsertReputerPayloadRequest = Allora.Sdk.Protos.Emissions.V10.InsertReputerPayloadRequest;

namespace Allora.Sdk.DevNet.Tests.Support;

/// <summary>Reputer payloads with one loss for one worker, signed as the chain wants them.</summary>
internal static class LossPayloads
{
    public static InsertReputerPayloadRequest Of(TestWallet reputer, string worker, ulong topicId, long nonce, string value = "-2.5")
    {
        var bundle = new InputValueBundle
        {
            TopicId = topicId,
            ReputerRequestNonce = new ReputerRequestNonce { ReputerNonce = new Nonce { BlockHeight = nonce } },
            Reputer = reputer.Address,
            CombinedValue = value,
            NaiveValue = value,
        };
        bundle.InfererValues.Add(new InputWorkerAttributedValue { Worker = worker, Value = value });
        return new InsertReputerPayloadRequest
        {
            Sender = reputer.Address,
            ReputerValueBundle = new InputReputerValueBundle
            {
                ValueBundle = bundle,
                Signature = ByteString.CopyFrom(reputer.Sign(bundle.ToByteArray())),
                Pubkey = reputer.PublicKeyHex,
            },
        };
    }
}
