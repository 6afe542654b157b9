using Allora.Sdk.Tests.Wallets;
using Allora.Sdk.Wallets;
using CsCheck;

namespace Allora.Sdk.Native.Tests;

public class NativeSecp256k1Tests : Secp256k1Contract
{
    public override ISecp256k1 Curve => NativeSecp256k1.Load();

    [Fact]
    public void Managed_code_signs_the_same_bytes() =>
        Gen.Select(Keys, Gen.Byte.Array[32]).Sample(
            (key, hash) =>
            {
                var managed = new byte[64];
                ManagedSecp256k1.Instance.Sign(key, hash, managed);
                Assert.Equal(managed, Sign(hash, key));
            },
            iter: 1000);

    [Fact]
    public void A_signature_allocates_nothing()
    {
        var (key, hash, signature) = (new byte[32], new byte[32], new byte[64]);
        key[31] = 7;
        Curve.Sign(key, hash, signature);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Curve.Sign(key, hash, signature);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void There_is_one_curve_for_the_process()
    {
        Assert.True(NativeSecp256k1.TryLoad(out var curve, out var problem));
        Assert.Null(problem);
        Assert.Same(NativeSecp256k1.Load(), curve);
    }
}
