using Allora.Sdk.DevNet.Options;

namespace Allora.Cli.Tests.Keys;

/// <summary>keys import, export and delete as a user runs them; secrets in wrong places are not echoed.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Armor_is_imported_exported_and_deleted()
    {
        await using var home = CliHome.Empty();
        var vector = KeyVectors.Armor[0];
        Secret(home["pass"], vector.Passphrase);
        var (code, output, error) = await home.TypeAsync(vector.Text, "keys", "import", "alice", "--passphrase-file", home["pass"]);
        Assert.True(code == 0, error);
        Assert.Contains(vector.Address, output, StringComparison.Ordinal);
        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(home["keys"], "alice.key")));

        Secret(home["pass"], "another passphrase");
        (code, output, error) = await home.RunAsync("keys", "export", "alice", "--passphrase-file", home["pass"]);
        Assert.True(code == 0, error);
        await File.WriteAllTextAsync(home["alice.armor"], output, TestContext.Current.CancellationToken);

        // An encrypted file is a wallet too.
        (code, output, error) = await home.RunAsync("keys", "show", home["alice.armor"], "--passphrase-file", home["pass"]);
        Assert.True(code == 0, error);
        Assert.Contains(vector.Address, output, StringComparison.Ordinal);

        Assert.Equal(2, (await home.RunAsync("keys", "delete", "alice")).Code);
        Assert.Equal(0, (await home.RunAsync("keys", "delete", "alice", "--yes")).Code);
        Assert.False(File.Exists(Path.Combine(home["keys"], "alice.key")));
    }

    [Fact]
    public async Task Keys_of_the_keyrings_backends_are_imported()
    {
        await using var home = CliHome.Empty();
        KeyVectors.WriteKeyrings(home["allorad"]);
        foreach (var (backend, name, _, passphrase, address) in KeyVectors.Keyrings)
        {
            Secret(home["pass"], passphrase);
            string[] secret = backend == "test" ? [] : ["--passphrase-file", home["pass"]];
            var (code, output, error) = await home.RunAsync(["keys", "import", name, "--keyring", backend, "--home", home["allorad"], .. secret]);
            Assert.True(code == 0, error);
            Assert.Contains(address, output, StringComparison.Ordinal);
        }

        var refused = await home.RunAsync("keys", "import", "nobody", "--keyring", "test", "--home", home["allorad"]);
        Assert.Equal(2, refused.Code);
        Assert.Contains("there are vec", refused.Error, StringComparison.Ordinal);
        Assert.Contains("\"os\"", (await home.RunAsync("keys", "import", "x", "--keyring", "os")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_file_that_others_read_is_refused()
    {
        await using var home = CliHome.Empty();
        await File.WriteAllTextAsync(home["pass"], KeyVectors.Armor[0].Passphrase, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(home["pass"], Private | UnixFileMode.GroupRead);
        var (code, _, error) = await home.TypeAsync(KeyVectors.Armor[0].Text, "keys", "import", "alice", "--passphrase-file", home["pass"]);
        Assert.Equal(2, code);
        Assert.Contains("0640", error, StringComparison.Ordinal);
        Assert.Equal(2, (await home.TypeAsync(KeyVectors.Armor[0].Text, "keys", "import", "alice")).Code);
    }

    [Theory]
    [InlineData(DevNetGenesis.TestMnemonic)]
    [InlineData("e64e7928d4f6c06f01fefd31f760c51f59a16426e792761cd00529b76501c8a0")]
    public async Task A_secret_in_the_place_of_a_name_is_not_echoed(string secret)
    {
        await using var home = CliHome.Empty();
        var environment = home.Environment();
        environment["KEY_FILE"] = secret;
        (int Code, string Output, string Error)[] runs =
        [
            await home.RunAsync("send", "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8", "1uallo", "--from", secret, "--network", "local"),
            await home.RunAsync("keys", "show", secret),
            await CliProcess.RunAsync(environment, "", "send", "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8", "1uallo", "--network", "local"),
        ];
        Assert.All(runs, run =>
        {
            Assert.Equal(2, run.Code);
            Assert.DoesNotContain(secret[..12], run.Output + run.Error, StringComparison.Ordinal);
            Assert.Contains("not shown", run.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_offchain_nodes_keyring_is_followed()
    {
        await using var home = CliHome.Empty();
        KeyVectors.WriteKeyrings(home["allorad"]);
        await File.WriteAllTextAsync(home["config.json"], $$"""
            { "wallet": { "chainId": "localnet", "addressKeyName": "nobody", "keyringBackend": "test", "alloraHomeDir": "{{home["allorad"]}}", "nodeGRPCs": ["127.0.0.1:1"], "grpcInsecure": true, "gasPrices": "auto" },
              "worker": [ { "topicId": 1, "inferenceEntrypointName": "apiAdapter", "parameters": { "InferenceEndpoint": "http://127.0.0.1:1/" } } ] }
            """, TestContext.Current.CancellationToken);
        var (code, _, error) = await home.RunAsync("worker", "run", "--config", home["config.json"]);
        Assert.Equal(2, code);
        Assert.Contains("there are vec", error, StringComparison.Ordinal);
    }

    private static void Secret(string file, string text)
    {
        File.WriteAllText(file, text + "\n");
        File.SetUnixFileMode(file, Private);
    }
}
