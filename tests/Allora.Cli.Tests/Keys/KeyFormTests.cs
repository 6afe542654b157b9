using System.Diagnostics;
using Allora.Cli.Keys.Formats;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Tests.Keys;

/// <summary>Every form in which people have a key gives the wallet of the vectors, and what is not read is refused by name.</summary>
public sealed class KeyFormTests(ITestOutputHelper output)
{
    private const string Hex = "e64e7928d4f6c06f01fefd31f760c51f59a16426e792761cd00529b76501c8a0";


    [Fact]
    public void Armor_of_the_chains_tool_is_read_and_signs()
    {
        using var plain = AlloraWallet.FromPrivateKeyHex(Hex);
        Assert.All(KeyVectors.Armor, vector =>
        {
            using var wallet = KeyForms.Wallet(vector.Text, vector.Passphrase);
            Assert.Equal(vector.Address, wallet.Address);
            Assert.Equal(plain.PublicKeyHex, wallet.PublicKeyHex);
        });
    }

    [Fact]
    public void Files_of_the_keyrings_backends_are_read() => Assert.All(KeyVectors.Keyrings, static vector =>
    {
        using var wallet = KeyForms.Wallet(vector.Content, vector.Passphrase);
        Assert.Equal(vector.Address, wallet.Address);
    });

    [Fact]
    public void An_export_is_read_again_and_its_header_is_the_tools()
    {
        var armor = ArmoredKey.Encrypt(Convert.FromHexString(Hex), "a passphrase of its own");
        var lines = armor.Split('\n');
        Assert.Equal("-----BEGIN TENDERMINT PRIVATE KEY-----", lines[0]);
        Assert.Equal(["kdf: argon2", "salt:", "type: secp256k1"], lines[1..4].Select(static line => line.StartsWith("salt", StringComparison.Ordinal) ? "salt:" : line));
        Assert.Equal(Convert.FromHexString(Hex), ArmoredKey.Decrypt(armor, "a passphrase of its own"));
        Assert.NotEqual(armor, ArmoredKey.Encrypt(Convert.FromHexString(Hex), "a passphrase of its own"));
    }

    [Fact]
    public void Armor_is_written_as_it_was_read() => Assert.All(KeyVectors.Armor, static vector => Assert.Equal(vector.Text, ArmorText.Parse(vector.Text).ToString()));

    [Theory]
    [InlineData("wrong", "passphrase does not open")]
    [InlineData("", "passphrase does not open")]
    public void Another_passphrase_is_refused(string passphrase, string says)
    {
        Assert.Contains(says, Assert.Throws<WalletException>(() => KeyForms.Wallet(KeyVectors.Armor[0].Text, passphrase)).Message, StringComparison.Ordinal);
        Assert.Contains(says, Assert.Throws<WalletException>(() => KeyForms.Wallet(KeyVectors.Keyrings[0].Content, passphrase)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_changed_on_its_way_is_refused()
    {
        var armor = KeyVectors.Armor[0].Text;
        var body = armor.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        Assert.Contains("checksum", Refusal(armor[..body] + (armor[body] == 'A' ? 'B' : 'A') + armor[(body + 1)..]), StringComparison.Ordinal);
        Assert.Contains("cut off", Refusal(armor[..^20]), StringComparison.Ordinal);
        var jwe = KeyVectors.Keyrings[0].Content;
        var at = jwe.LastIndexOf('.') - 5;
        Assert.Contains("changed", Refusal(jwe[..at] + (jwe[at] == 'A' ? 'B' : 'A') + jwe[(at + 1)..], "test"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kdf: argon2", "kdf: bcrypt", "old version of the chain's tool")]
    [InlineData("kdf: argon2", "kdf: scrypt", "scrypt")]
    [InlineData("type: secp256k1", "type: ed25519", "ed25519")]
    [InlineData("PRIVATE KEY", "PUBLIC KEY", "PUBLIC KEY")]
    public void Other_armor_is_refused_by_name(string from, string to, string says) =>
        Assert.Contains(says, Refusal(KeyVectors.Armor[0].Text.Replace(from, to, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Web3_files_and_other_backends_are_refused_by_name()
    {
        Assert.Contains("Web3", Refusal("""{"version":3,"crypto":{"cipher":"aes-128-ctr"}}"""), StringComparison.Ordinal);
        foreach (var backend in (string[])["os", "kwallet", "pass", "memory", "fiel"])
            Assert.Contains($"\"{backend}\"", Assert.Throws<WalletException>(() => Keyring.Open(backend, "/tmp")).Message, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void Two_hundred_files_are_opened_one_after_another()
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 200; i++)
            KeyForms.Wallet(KeyVectors.Armor[i % KeyVectors.Armor.Count].Text, KeyVectors.Armor[0].Passphrase).Dispose();
        output.WriteLine(FormattableString.Invariant($"200 encrypted key files in {watch.Elapsed.TotalSeconds:0.0} s, {watch.Elapsed.TotalMilliseconds / 200:0} ms each, {Process.GetCurrentProcess().WorkingSet64 >> 20} MB"));
    }

    private static string Refusal(string text, string passphrase = "correct horse battery staple") => Assert.Throws<WalletException>(() => KeyForms.Wallet(text, passphrase)).Message;
}
