using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public sealed class KeyFileTests : IDisposable
{
    private const string Phrase = "citizen because source certain sure party eyebrow angle easy cube turtle eternal";
    private const string Hex = "63328869083c83eeab1f01f316d2022a800f80f55f598470385e5479943429a5";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-keys-");

    private string KeyPath => Path.Combine(_folder.FullName, "worker.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_written_key_reads_back_and_only_its_owner_can_read_it()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        KeyFile.Write(KeyPath, wallet);
        Assert.Equal(Hex + "\n", File.ReadAllText(KeyPath));
        using var again = AlloraWallet.FromKeyFile(KeyPath);
        Assert.Equal(wallet.Address, again.Address);
        AssertOwnerOnly();
    }

    [Fact]
    public void A_written_mnemonic_reads_back_with_its_passphrase_and_path()
    {
        using var mnemonic = Mnemonic.Parse(Phrase);
        KeyFile.Write(KeyPath, mnemonic);
        AssertOwnerOnly();
        using var plain = KeyFile.Read(KeyPath);
        using var other = KeyFile.Read(KeyPath, "secret", HdPath.ForIndex(1), "cosmos");
        using var expected = AlloraWallet.FromMnemonic(Phrase);
        using var expectedOther = AlloraWallet.FromMnemonic(Phrase, "secret", HdPath.ForIndex(1), "cosmos");
        Assert.Equal(expected.Address, plain.Address);
        Assert.Equal(expectedOther.Address, other.Address);
    }

    [Fact]
    public void A_file_that_exists_is_never_overwritten()
    {
        File.WriteAllText(KeyPath, "precious");
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        var failure = Assert.Throws<WalletException>(() => KeyFile.Write(KeyPath, wallet));
        Assert.Contains("already exists", failure.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(KeyPath));
    }

    [Fact]
    public void A_link_that_leads_elsewhere_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs symbolic links without privileges");
        var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        File.CreateSymbolicLink(KeyPath, elsewhere);
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        Assert.Throws<WalletException>(() => KeyFile.Write(KeyPath, wallet));
        Assert.False(File.Exists(elsewhere));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserExecute)]
    public void A_wider_mode_is_refused_and_the_message_says_what_to_do(UnixFileMode extra)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        File.WriteAllText(KeyPath, Hex);
        File.SetUnixFileMode(KeyPath, OwnerOnly | extra);
        var failure = Assert.Throws<WalletException>(() => KeyFile.Read(KeyPath));
        Assert.Contains("chmod 600", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Hex, failure.ToString(), StringComparison.Ordinal);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead);
        using var wallet = KeyFile.Read(KeyPath);
        Assert.StartsWith("allo1", wallet.Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("hello")]
    [InlineData(Hex + "00")]
    [InlineData(Phrase + " zoo")]
    public void A_file_without_a_key_is_refused_without_showing_it(string content)
    {
        WriteOwnerOnly(content);
        var failure = Assert.Throws<WalletException>(() => KeyFile.Read(KeyPath));
        Assert.Contains(KeyPath, failure.Message, StringComparison.Ordinal);
        Assert.True(content.Length < 3 || !failure.ToString().Contains(content, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\uFEFF" + Hex + "\r\n\r\n")]
    [InlineData("\uFEFF" + Phrase + "\r\n")]
    [InlineData("  " + Hex)]
    public void What_editors_add_is_forgiven(string content)
    {
        WriteOwnerOnly(content);
        using var wallet = KeyFile.Read(KeyPath);
        Assert.StartsWith("allo1", wallet.Address, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_a_folder_that_anybody_may_change_is_refused_also_through_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix's");
        var open = _folder.CreateSubdirectory("open");
        var path = Path.Combine(open.FullName, "worker.key");
        using (var wallet = AlloraWallet.FromPrivateKeyHex(Hex))
            KeyFile.Write(path, wallet);
        var link = Path.Combine(_folder.FullName, "link.key");
        File.CreateSymbolicLink(link, path);
        if (!OperatingSystem.IsWindows())
            open.UnixFileMode |= UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        foreach (var one in (string[])[path, link])
            Assert.Contains($"chmod o-w {open.FullName}", Assert.Throws<WalletException>(() => KeyFile.Read(one)).Message, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            open.UnixFileMode |= UnixFileMode.StickyBit;
        KeyFile.Read(link).Dispose();
    }

    [Theory]
    [InlineData(Phrase)]
    [InlineData(Phrase + " more")]
    [InlineData(Hex)]
    [InlineData("0x" + Hex)]
    public void Words_in_the_place_of_a_path_are_refused_and_not_repeated(string path)
    {
        var refused = Assert.Throws<WalletException>(() => KeyFile.Read(path));
        Assert.Contains("put it into a file", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(path[..12], refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_huge_file_and_a_folder_are_refused()
    {
        Assert.Throws<WalletException>(() => KeyFile.Read(KeyPath));
        Assert.Throws<WalletException>(() => KeyFile.Read(_folder.FullName));
        WriteOwnerOnly(new string('a', 5000));
        Assert.Throws<WalletException>(() => KeyFile.Read(KeyPath));
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        Assert.Throws<WalletException>(() => KeyFile.Write(Path.Combine(_folder.FullName, "no", "such", "folder"), wallet));
    }

    private void WriteOwnerOnly(string content)
    {
        File.WriteAllText(KeyPath, content, new System.Text.UTF8Encoding(false));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyPath, OwnerOnly);
    }

    private void AssertOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(KeyPath));
    }
}
