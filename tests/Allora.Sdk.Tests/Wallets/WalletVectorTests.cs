using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public class WalletVectorTests
{
    private const string File = "wallets.json";

    [Fact]
    public Task Every_path_gives_its_key_and_addresses() =>
        VectorFile.ForEach(File, "derivations", entry =>
        {
            var path = HdPath.Parse(entry.Text("hd_path"));
            Assert.Equal(entry.Text("hd_path"), path.ToString());
            using var mnemonic = Mnemonic.Parse(entry.Text("mnemonic"));
            Assert.Equal(entry.Text("seed_hex"), mnemonic.ToSeed(entry.Text("passphrase")).ToHex());
            using var wallet = AlloraWallet.FromMnemonic(entry.Text("mnemonic"), entry.Text("passphrase"), path);
            using var cosmos = AlloraWallet.FromMnemonic(mnemonic, entry.Text("passphrase"), path, "cosmos", null);
            var key = new byte[32];
            wallet.CopyPrivateKeyTo(key);
            Assert.Equal(entry.Text("private_key_hex"), key.ToHex());
            Assert.Equal(entry.Text("public_key_hex"), wallet.PublicKeyHex);
            Assert.Equal(entry.Text("address_allo"), wallet.Address);
            Assert.Equal(entry.Text("address_cosmos"), cosmos.Address);
            Assert.Equal(entry.Text("address_bytes_hex"), AlloraAddress.Parse(wallet.Address).ToBytes().ToHex());
        });

    [Fact]
    public Task Every_private_key_gives_its_addresses() =>
        VectorFile.ForEach(File, "private_keys_valid", entry =>
        {
            using var wallet = AlloraWallet.FromPrivateKeyHex(entry.Text("private_key_hex"));
            using var cosmos = AlloraWallet.FromPrivateKey(entry.Hex("private_key_hex"), "cosmos");
            Assert.Equal(entry.Text("public_key_hex"), wallet.PublicKeyHex);
            Assert.Equal(entry.Text("public_key_hex"), wallet.PublicKey.Span.ToHex());
            Assert.Equal(entry.Text("address_allo"), wallet.Address);
            Assert.Equal(entry.Text("address_cosmos"), cosmos.Address);
        });

    [Fact]
    public Task No_other_text_is_taken_for_a_private_key() =>
        VectorFile.ForEach(File, "private_keys_invalid", entry =>
        {
            Assert.Equal("reject", entry.Text("expected"));
            var text = entry.Text("private_key_hex");
            var failure = Assert.Throws<WalletException>(() => AlloraWallet.FromPrivateKeyHex(text));
            Assert.True(text.Length < 8 || !failure.ToString().Contains(text, StringComparison.OrdinalIgnoreCase));
        });
}
