using Allora.Sdk;

namespace Allora.Cli.Tests.Keys;

public sealed class KeysTests
{
    [Fact]
    public async Task A_new_key_shows_its_words_once_and_they_restore_it()
    {
        await using var home = CliHome.Empty();
        var made = await home.JsonAsync("keys", "new", "alice", "--words", "12");
        var words = (string)made["mnemonic"]!;
        Assert.Equal(12, words.Split(' ').Length);
        using var restored = AlloraWallet.FromMnemonic(words);
        Assert.Equal(restored.Address, (string?)made["address"]);
        var shown = await home.JsonAsync("keys", "show", "alice");
        Assert.Equal(restored.Address, (string?)shown["address"]);
        Assert.DoesNotContain(words.Split(' ')[0] + " ", shown.ToJsonString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode((string)made["file"]!));
    }

    [Theory]
    [InlineData("test test test test test test test test test test test junk", "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", null)]
    public async Task A_key_is_imported_from_standard_input(string secret, string? address)
    {
        await using var home = CliHome.Empty();
        var (code, output, error) = await home.TypeAsync(secret + "\n", "keys", "import", "mine");
        Assert.True(code == 0, error);
        Assert.DoesNotContain(secret, output + error, StringComparison.Ordinal);
        var row = Assert.Single((await home.JsonAsync("keys", "list")).AsArray());
        Assert.Equal("mine", (string?)row!["name"]);
        Assert.StartsWith(address ?? "allo1", (string?)row["address"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys", "import", "mine", "not a mnemonic at all")]
    [InlineData("keys", "import", "../mine", "")]
    [InlineData("keys", "show", "nobody", "")]
    [InlineData("keys", "new", "", "")]
    public async Task What_is_no_key_is_one_clear_line(string group, string command, string name, string input)
    {
        await using var home = CliHome.Empty();
        var (code, output, error) = await home.TypeAsync(input + "\n", group, command, name);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("allora: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_never_overwritten_and_a_file_others_can_read_is_refused()
    {
        await using var home = CliHome.Empty();
        var file = (string)(await home.JsonAsync("keys", "new", "alice"))["file"]!;
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await home.RunAsync("keys", "new", "alice")).Code);
        Assert.Equal(2, (await home.TypeAsync("x\n", "keys", "import", "alice")).Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var (code, _, error) = await home.RunAsync("keys", "show", "alice");
        Assert.Equal(2, code);
        Assert.Contains("chmod 600", error, StringComparison.Ordinal);
        var row = Assert.Single((await home.JsonAsync("keys", "list")).AsArray());
        Assert.Contains("chmod 600", (string?)row!["problem"], StringComparison.Ordinal);
    }
}
