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

namespace Allora.Sdk.DevNet.Tests.Support;

/// <summary>Signs transactions apart from the SDK's own code, with whatever a test wants to be wrong.</summary>
internal sealed class TestWallet
{
    private static readonly ECDomainParameters Domain = new(CustomNamedCurves.GetByName("secp256k1"));
    private readonly byte[] _key;

    public TestWallet(byte[] key)
    {
        _key = key;
        PublicKey = TestKeys.PublicKey(key);
        Address = ChainAddress.FromPublicKey(PublicKey);
    }

    public byte[] PublicKey { get; }

    public string Address { get; }

    public string PublicKeyHex => Convert.ToHexStringLower(PublicKey);

    public static TestWallet Default(int index) => new(TestKeys.PrivateKey(DevNetGenesis.TestMnemonic, index));

    public static TestWallet Of(string name) => new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));

    public byte[] Sign(byte[] message)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, _key), Domain));
        var parts = signer.GenerateSignature(SHA256.HashData(message));
        var s = parts[1].CompareTo(Domain.N.ShiftRight(1)) > 0 ? Domain.N.Subtract(parts[1]) : parts[1];
        return [.. Padded(parts[0]), .. Padded(s)];
    }

    /// <summary>A transaction of one signer. What is not given is right for the chain.</summary>
    public byte[] Transaction(TxPlan plan)
    {
        var body = new TxBody { Memo = plan.Memo, TimeoutHeight = plan.TimeoutHeight };
        body.Messages.AddRange(plan.Messages.Select(static message => message as Any ?? new Any { TypeUrl = "/" + message.Descriptor.FullName, Value = message.ToByteString() }));
        var fee = new Fee { GasLimit = plan.GasLimit, Granter = plan.Granter };
        fee.Amount.AddRange(plan.Fee ?? [new Coin { Denom = "uallo", Amount = (plan.GasLimit * 10).ToString(System.Globalization.CultureInfo.InvariantCulture) }]);
        var auth = new AuthInfo { Fee = fee };
        auth.SignerInfos.Add(new SignerInfo
        {
            PublicKey = new Any { TypeUrl = "/cosmos.crypto.secp256k1.PubKey", Value = new PubKey { Key = ByteString.CopyFrom(PublicKey) }.ToByteString() },
            ModeInfo = new ModeInfo { Single = new ModeInfo.Types.Single { Mode = SignMode.Direct } },
            Sequence = plan.Sequence,
        });
        var raw = new TxRaw { BodyBytes = body.ToByteString(), AuthInfoBytes = auth.ToByteString() };
        var document = new SignDoc { BodyBytes = raw.BodyBytes, AuthInfoBytes = raw.AuthInfoBytes, ChainId = plan.ChainId, AccountNumber = plan.AccountNumber };
        raw.Signatures.Add(plan.EmptySignature ? ByteString.Empty : ByteString.CopyFrom(Sign(document.ToByteArray())));
        return raw.ToByteArray();
    }

    private static byte[] Padded(BigInteger number)
    {
        var bytes = number.ToByteArrayUnsigned();
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}

/// <summary>What a test transaction says.</summary>
internal sealed record TxPlan(params IMessage[] Messages)
{
    public string ChainId { get; init; } = "localnet";

    public ulong AccountNumber { get; init; }

    public ulong Sequence { get; init; }

    public ulong GasLimit { get; init; } = 300_000;

    public IReadOnlyList<Coin>? Fee { get; init; }

    public string Granter { get; init; } = "";

    public string Memo { get; init; } = "";

    public ulong TimeoutHeight { get; init; }

    public bool EmptySignature { get; init; }
}
