using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Emissions.V3;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Support;

/// <summary>Worker payloads, signed as the chain wants them.</summary>
internal static class Payloads
{
    public static InsertWorkerPayloadRequest Scalar(TestWallet wallet, ulong topicId, long nonce, string value) =>
        Sign(wallet, topicId, nonce, new InputInferenceForecastBundle
        {
            Inference = new InputInference { TopicId = topicId, BlockHeight = nonce, Inferer = wallet.Address, Value = value },
        });

    public static InsertWorkerPayloadRequest Sign(TestWallet wallet, ulong topicId, long nonce, InputInferenceForecastBundle content) => new()
    {
        Sender = wallet.Address,
        WorkerDataBundle = new InputWorkerDataBundle
        {
            Worker = wallet.Address,
            Nonce = new Nonce { BlockHeight = nonce },
            TopicId = topicId,
            InferenceForecastsBundle = content,
            InferencesForecastsBundleSignature = ByteString.CopyFrom(wallet.Sign(content.ToByteArray())),
            Pubkey = wallet.PublicKeyHex,
        },
    };
}
