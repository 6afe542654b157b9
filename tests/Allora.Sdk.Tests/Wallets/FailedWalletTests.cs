using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

/// <summary>A wallet that cannot be made leaves no key behind, whatever fails.</summary>
public class FailedWalletTests
{
    private const string Phrase = "citizen because source certain sure party eyebrow angle easy cube turtle eternal";

    private static readonly byte[] Key = Convert.FromHexString("63328869083c83eeab1f01f316d2022a800f80f55f598470385e5479943429a5");

    [Fact]
    public void A_prefix_that_bech32_refuses_zeroes_the_key()
    {
        var key = new LocalKey(Key, ManagedSecp256k1.Instance);
        Assert.Throws<ArgumentException>(() => AlloraWallet.FromLocalKey(key, "Allo", ManagedSecp256k1.Instance));
        Assert.Throws<ObjectDisposedException>(() => key.CopyTo(new byte[32]));
        Assert.Throws<ArgumentException>(() => AlloraWallet.FromMnemonic(Phrase, prefix: "Allo"));
        Assert.Throws<ArgumentException>(() => AlloraWallet.Create(prefix: "Allo"));
    }

    [Fact]
    public async Task A_curve_that_fails_leaves_the_key_zeroed()
    {
        var curve = new Failing();
        Assert.Throws<InvalidOperationException>(() => AlloraWallet.FromPrivateKey(Key, curve: curve));
        curve.IsBroken = false;
        using var wallet = AlloraWallet.FromPrivateKey(Key, curve: curve);
        await Assert.ThrowsAsync<NotSupportedException>(() => wallet.SignAsync(new byte[1], TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public void A_passphrase_that_is_refused_shows_neither_itself_nor_a_word()
    {
        var failure = Assert.Throws<WalletException>(() => AlloraWallet.FromMnemonic(Phrase, "a\ud800b"));
        Assert.DoesNotContain("\ud800", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("citizen", failure.ToString(), StringComparison.Ordinal);
    }

    private sealed class Failing : ISecp256k1
    {
        public bool IsBroken { get; set; } = true;

        public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey) =>
            IsBroken ? throw new InvalidOperationException("broken") : ManagedSecp256k1.Instance.TryGetPublicKey(privateKey, publicKey);

        public void Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> hash, Span<byte> signature) => throw new NotSupportedException();

        public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => false;
    }
}
