using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>Takes raw bytes apart as strictly as the node does.</summary>
internal static class TxDecoder
{
    private const string Where = "cosmos/cosmos-sdk@v0.50.14/x/auth/tx/decoder.go:23";

    public static DecodedTx Decode(byte[] bytes, MessageRouter router, bool bodyOnly = false)
    {
        try
        {
            UnknownFields.Reject(bytes, TxRaw.Descriptor);
            var raw = TxRaw.Parser.ParseFrom(bytes);
            UnknownFields.Reject(raw.BodyBytes.Span, TxBody.Descriptor, allowNonCritical: true);
            UnknownFields.Reject(raw.AuthInfoBytes.Span, AuthInfo.Descriptor);
            var body = TxBody.Parser.ParseFrom(raw.BodyBytes);
            return new DecodedTx
            {
                Bytes = bytes,
                Raw = raw,
                Body = body,
                AuthInfo = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes),
                Messages = bodyOnly ? [] : [.. body.Messages.Select(router.Decode)],
            };
        }
        catch (InvalidProtocolBufferException)
        {
            throw ChainErrors.TxParse("invalid length; proto:\u00a0invalid field number", Where);
        }
    }
}
