using Topic67.Worker.Commands;

namespace Topic67.Worker.Tests;

/// <summary>A wrong configuration is one clear line on the error stream and exit code 2, before anything is started.</summary>
public sealed class WrongConfigurationTests
{
    [Theory]
    [InlineData("--windows is 0", "--windows", "0")]
    [InlineData("no network \"nowhere\"", "--network", "nowhere")]
    [InlineData("does not exist", "--prices", "absent.csv", "--from", "2025-02-01T01:00Z")]
    [InlineData("--prices needs --from", "--prices", "absent.csv")]
    [InlineData("--bogus", "--bogus")]
    [InlineData("--step is '5x'", "--step", "5x")]
    [InlineData("--from is 'yesterday'", "--from", "yesterday")]
    [InlineData("The topic is 'btc'", "--topic", "btc")]
    [InlineData("needs a wallet", "--network", "testnet")]
    public async Task Options(string expected, params string[] args) => await RefusedAsync(expected, args, []);

    [Fact]
    public async Task A_bad_mnemonic_is_refused_without_being_shown()
    {
        var error = await RefusedAsync("mnemonic", [], new() { ["MNEMONIC"] = "secretword secretword" });

        Assert.DoesNotContain("secretword", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_networks_refuse_a_replay() => await RefusedAsync(
        "is refused on allora-testnet-1",
        ["--prices", "absent.csv", "--from", "2025-02-01T01:00Z"],
        new() { ["MNEMONIC"] = "test test test test test test test test test test test junk" });

    private static async Task<string> RefusedAsync(string expected, string[] args, Dictionary<string, string> environment)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await Entry.RunAsync(args, environment.GetValueOrDefault, output, error);

        Assert.Equal(2, exit);
        var line = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        return line;
    }
}
