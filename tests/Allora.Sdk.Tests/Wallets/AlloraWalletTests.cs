using System.Text;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public class AlloraWalletTests
{
    private const string Hex = "63328869083c83eeab1f01f316d2022a800f80f55f598470385e5479943429a5";

    private static readonly byte[] Message = Encoding.UTF8.GetBytes("a message");

    [Fact]
    public void A_new_wallet_is_restored_by_its_mnemonic()
    {
        using var created = AlloraWallet.Create();
        using var again = AlloraWallet.FromMnemonic(created.Mnemonic.Reveal());
        var wallet = created.Wallet;
        Assert.Equal(24, created.Mnemonic.WordCount);
        Assert.Equal(wallet.Address, again.Address);
        Assert.Equal(wallet.Address, $"{created}");
        Assert.True(AlloraAddress.IsValid(wallet.Address));
        Assert.Equal(wallet.Address, AlloraAddress.FromPublicKey(wallet.PublicKey.Span).ToString());
    }

    [Fact]
    public async Task A_disposed_new_wallet_neither_signs_nor_shows_its_words()
    {
        var created = AlloraWallet.Create(12);
        created.Dispose();
        Assert.Throws<ObjectDisposedException>(() => created.Mnemonic.Reveal());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => created.Wallet.SignAsync(Message, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public void Text_of_a_wallet_is_its_address()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex.ToUpperInvariant());
        Assert.Equal("allo1ku577p9zwdzmg8s8yfr088c3a3ahqy0sjf4hr6", $"{wallet}");
    }

    [Fact]
    public async Task A_disposed_wallet_signs_nothing()
    {
        var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        wallet.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => wallet.SignAsync(Message, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task A_cancelled_signature_is_not_made()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wallet.SignAsync(Message, new CancellationToken(true)).AsTask());
    }

    [Fact]
    public async Task An_external_signer_serves_and_keeps_its_key()
    {
        using var inner = AlloraWallet.FromPrivateKeyHex(Hex);
        var wallet = AlloraWallet.FromSigner(new Signer(inner, signature => signature));
        Assert.Equal(inner.Address, wallet.Address);
        var signature = await wallet.SignAsync(Message, TestContext.Current.CancellationToken);
        Assert.True(Ecdsa.Verify(wallet.PublicKey.Span, Message, signature));
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Throws<WalletException>(() => KeyFile.Write(path, wallet));
        Assert.False(File.Exists(path));
        wallet.Dispose();
        Assert.Equal(signature, await inner.SignAsync(Message, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_signature_that_the_chain_would_refuse_is_refused_here()
    {
        using var inner = AlloraWallet.FromPrivateKeyHex(Hex);
        foreach (var spoil in new Func<byte[], byte[]>[] { Ecdsa.WithHighS, signature => signature[1..], signature => [], signature => [.. signature.Reverse()] })
        {
            using var wallet = AlloraWallet.FromSigner(new Signer(inner, spoil));
            await Assert.ThrowsAsync<WalletException>(() => wallet.SignAsync(Message, TestContext.Current.CancellationToken).AsTask());
        }
    }

    [Fact]
    public async Task Many_threads_may_sign_at_once()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        var signatures = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => wallet.SignAsync(Message).AsTask())));
        Assert.Single(signatures.Select(Convert.ToHexString).Distinct());
    }

    private sealed class Signer(AlloraWallet inner, Func<byte[], byte[]> change) : IAlloraSigner
    {
        public ReadOnlyMemory<byte> PublicKey => inner.PublicKey;

        public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
            change(await inner.SignAsync(message, cancellationToken));
    }
}
