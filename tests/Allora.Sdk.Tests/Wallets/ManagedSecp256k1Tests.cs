using System.Security.Cryptography;
using System.Text;
using Allora.Sdk.Wallets;
using CsCheck;
using NBitcoin;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace Allora.Sdk.Tests.Wallets;

public class ManagedSecp256k1Tests : Secp256k1Contract
{
    private static readonly ECDomainParameters Domain = new(CustomNamedCurves.GetByName("secp256k1"));

    public override ISecp256k1 Curve => ManagedSecp256k1.Instance;

    [Fact]
    public void Another_library_signs_the_same_bytes() =>
        Gen.Select(Keys, Gen.Byte.Array[32]).Sample((key, hash) => Assert.Equal(SignWithBouncyCastle(key, hash), Sign(hash, key)), iter: 100);

    [Fact]
    public void NBitcoins_word_list_is_the_standards()
    {
        // Without the last line end the file of the standard would have another hash.
        var list = string.Concat(Wordlist.English.GetWords([.. Enumerable.Range(0, 2048)]).Select(word => word + "\n"));
        Assert.Equal("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda", SHA256.HashData(Encoding.ASCII.GetBytes(list)).ToHex());
    }

    [Fact]
    public void A_public_key_that_is_not_one_gives_no_address() =>
        Assert.Throws<WalletException>(() => AlloraAddress.FromPublicKey(Convert.FromHexString("02" + new string('0', 63) + "5")));

    private static byte[] SignWithBouncyCastle(byte[] key, byte[] hash)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, key), Domain));
        var (r, s) = signer.GenerateSignature(hash) switch { var parts => (parts[0], parts[1]) };
        s = s.Min(Domain.N.Subtract(s));
        return [.. Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(32, r), .. Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(32, s)];
    }
}
