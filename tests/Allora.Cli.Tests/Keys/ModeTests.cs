using System.Diagnostics;

namespace Allora.Cli.Tests.Keys;

/// <summary>Modes of secret files and state folders, as the tool judges them.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ModeTests
{
    private const string To = "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Open = Private | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Theory]
    [InlineData(Private, true)]
    [InlineData(UnixFileMode.UserRead, true)]
    [InlineData(Private | UnixFileMode.GroupRead, false)]
    [InlineData(Private | UnixFileMode.OtherRead, false)]
    [InlineData(Private | UnixFileMode.GroupWrite, false)]
    public async Task A_passphrase_file_is_private_and_of_a_link_the_target_counts(UnixFileMode mode, bool isAccepted)
    {
        await using var home = CliHome.Empty();
        var vector = KeyVectors.Armor[0];
        await File.WriteAllTextAsync(home["pass"], vector.Passphrase + "\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(home["pass"], mode);
        File.CreateSymbolicLink(home["link"], home["pass"]);
        foreach (var (name, file) in (ValueTuple<string, string>[])[("one", home["pass"]), ("two", home["link"])])
        {
            var (code, _, error) = await home.TypeAsync(vector.Text, "keys", "import", name, "--passphrase-file", file);
            Assert.True(code == (isAccepted ? 0 : 2), error);
            Assert.True(isAccepted || error.Contains("wider than 0600", StringComparison.Ordinal), error);
        }
    }

    [Fact]
    public async Task A_mounted_secret_of_another_user_may_be_read_by_its_group()
    {
        await using var home = CliHome.Empty();
        var vector = KeyVectors.Armor[0];
        foreach (var (name, text) in (ValueTuple<string, string>[])[("pass", vector.Passphrase), ("key", "e64e7928d4f6c06f01fefd31f760c51f59a16426e792761cd00529b76501c8a0")])
        {
            await File.WriteAllTextAsync(home[name], text + "\n", TestContext.Current.CancellationToken);
            File.SetUnixFileMode(home[name], Private | UnixFileMode.GroupRead);
            // Only root can give a file away.
            using var chown = Process.Start(new ProcessStartInfo("chown", ["12345", home[name]]) { RedirectStandardError = true })!;
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(chown.ExitCode == 0, "needs the right to change a file's owner");
        }

        var (code, _, error) = await home.TypeAsync(vector.Text, "keys", "import", "alice", "--passphrase-file", home["pass"]);
        Assert.True(code == 0, error);
        Assert.Equal(0, (await home.RunAsync("keys", "show", home["key"])).Code);
    }

    [Fact]
    public async Task A_folder_that_anybody_may_change_is_refused_for_secrets()
    {
        await using var home = CliHome.Empty();
        var vector = KeyVectors.Armor[0];
        var folder = Directory.CreateDirectory(home["open"]);
        var pass = Path.Combine(folder.FullName, "pass");
        await File.WriteAllTextAsync(pass, vector.Passphrase + "\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(pass, Private);
        folder.UnixFileMode = Open;
        var (code, _, error) = await home.TypeAsync(vector.Text, "keys", "import", "alice", "--passphrase-file", pass);
        Assert.True(code == 2 && error.Contains("chmod o-w", StringComparison.Ordinal), error);
        folder.UnixFileMode = Open | UnixFileMode.StickyBit;
        Assert.Equal(0, (await home.TypeAsync(vector.Text, "keys", "import", "alice", "--passphrase-file", pass)).Code);

        // The folder of named keys.
        File.SetUnixFileMode(home["keys"], Open);
        (code, _, error) = await home.RunAsync("keys", "new", "bob");
        Assert.True(code == 2 && error.Contains("chmod", StringComparison.Ordinal), error);
        (code, _, error) = await home.RunAsync("keys", "show", "alice");
        Assert.True(code == 2 && error.Contains("chmod", StringComparison.Ordinal), error);
    }

    [Fact]
    public async Task A_state_folder_that_anybody_may_change_is_warned_about_and_its_files_are_private_whatever_the_umask()
    {
        // Slow blocks: a transaction may be included until a height, which a busy machine must not miss.
        await using var home = await CliHome.WithChainAsync(static genesis => genesis with { BlockInterval = TimeSpan.FromSeconds(1) });
        await home.ImportBankAsync();
        var folder = Directory.CreateDirectory(home["state"]);
        folder.UnixFileMode = Open;
        var (code, output, error) = await home.RunAsync(["send", To, "1uallo", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        Assert.True(code == 0, error + output);
        Assert.Contains("any user may change the files of the state folder", error, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(home["state"]), static file => Assert.Equal(Private, File.GetUnixFileMode(file)));
        folder.UnixFileMode = Open | UnixFileMode.StickyBit;
        Assert.DoesNotContain("any user", (await home.RunAsync(["send", To, "1uallo", "--from", "bank", "--state", home["state"], .. home.AtChain])).Error, StringComparison.Ordinal);

        // A shell whose umask gives everything to all.
        var start = new ProcessStartInfo("sh", ["-c", "umask 000; exec \"$0\" \"$@\"", Path.Combine(AppContext.BaseDirectory, "allora"), "send", To, "1uallo", "--from", "bank", "--state", home["fresh"], .. home.AtChain]);
        foreach (var (name, value) in home.Environment())
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
        Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(home["fresh"]));
        Assert.All(Directory.GetFiles(home["fresh"]), static file => Assert.Equal(Private, File.GetUnixFileMode(file)));
    }
}
