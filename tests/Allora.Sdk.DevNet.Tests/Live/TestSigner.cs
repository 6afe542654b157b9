using System.Security.Cryptography;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1;
using Allora.Sdk.Protos.Cosmos.Tx.Signing.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>Signs transactions for a DevNet account, apart from the SDK's own code.</summary>
internal sealed class TestSigner(DevNetAccount account)
{
    private static readonly ECDomainParameters Domain = new(CustomNamedCurves.GetByName("secp256k1"));

    private readonly byte[] _key = TestKeys.PrivateKey(account.Mnemonic, account.Index);

    public string Address => account.Address;

    public byte[] PublicKey => TestKeys.PublicKey(_key);

    public byte[] Sign(byte[] message)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, _key), Domain));
        var rs = signer.GenerateSignature(SHA256.HashData(message));
        var s = rs[1].CompareTo(Domain.N.ShiftRight(1)) > 0 ? Domain.N.Subtract(rs[1]) : rs[1];
        return [.. Pad(rs[0]), .. Pad(s)];
    }

    public byte[] Transaction(string chainId, ulong number, ulong sequence, ulong gas, string fee, params IMessage[] messages)
    {
        var body = new TxBody();
        body.Messages.AddRange(messages.Select(m => new Any { TypeUrl = "/" + m.Descriptor.FullName, Value = m.ToByteString() }));
        var key = new PubKey { Key = ByteString.CopyFrom(PublicKey) };
        var auth = new AuthInfo { Fee = new Fee { GasLimit = gas } };
        auth.Fee.Amount.Add(new Coin { Denom = "uallo", Amount = fee });
        auth.SignerInfos.Add(new SignerInfo
        {
            PublicKey = new Any { TypeUrl = "/" + PubKey.Descriptor.FullName, Value = key.ToByteString() },
            ModeInfo = new ModeInfo { Single = new ModeInfo.Types.Single { Mode = SignMode.Direct } },
            Sequence = sequence,
        });
        var document = new SignDoc { BodyBytes = body.ToByteString(), AuthInfoBytes = auth.ToByteString(), ChainId = chainId, AccountNumber = number };
        var raw = new TxRaw { BodyBytes = document.BodyBytes, AuthInfoBytes = document.AuthInfoBytes };
        raw.Signatures.Add(ByteString.CopyFrom(Sign(document.ToByteArray())));
        return raw.ToByteArray();
    }

    private static byte[] Pad(BigInteger value)
    {
        var bytes = value.ToByteArrayUnsigned();
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
