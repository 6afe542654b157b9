using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Allora.Sdk.DevNet.Values;

/// <summary>The validator's ed25519 key, derived from the genesis seed so that two runs make the same chain.</summary>
internal sealed class ValidatorKey
{
    private readonly Ed25519PrivateKeyParameters _key;

    public ValidatorKey(string chainId, int seed, string use = "validator")
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, seed);
        _key = new Ed25519PrivateKeyParameters(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{use}/{chainId}/"), .. number]));
        PublicKey = _key.GeneratePublicKey().GetEncoded();
        Address = SHA256.HashData(PublicKey)[..20];
    }

    public byte[] PublicKey { get; }

    public byte[] Address { get; }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signer = new Ed25519Signer();
        signer.Init(true, _key);
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }

    /// <summary>The hash of the validator set: one SimpleValidator{pub_key{ed25519}, voting_power}.</summary>
    public byte[] SetHash(long power)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom([0x0a, 0x20, .. PublicKey]));
            output.WriteTag(2, WireFormat.WireType.Varint);
            output.WriteInt64(power);
        }

        return Merkle.Root([stream.ToArray()]);
    }
}
