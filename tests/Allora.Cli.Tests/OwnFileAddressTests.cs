namespace Allora.Cli.Tests;

/// <summary>The addresses of nodes in the tool's own file: what no client could use is refused, and nothing is silently another network.</summary>
public sealed class OwnFileAddressTests
{
    [Theory]
    [InlineData("grpc: ftp://x", "grpc must be an address such as http://localhost:9090, not \"ftp://x\"")]
    [InlineData("grpc: [https://a, tcp://b]", "grpc must be an address such as http://localhost:9090, not \"tcp://b\"")]
    [InlineData("grpc: localhost:9090", "grpc must be an address")]
    [InlineData("grpc: []", "grpc has no address")]
    [InlineData("rpc: []", "rpc has no address")]
    [InlineData("rpc: rest+https://x", "rpc must be an address such as http://localhost:26657")]
    [InlineData("grpc: ftp://x\nrpc: mailto:x", "rpc must be an address")]
    public async Task An_address_that_no_client_could_use_is_refused(string lines, string problem)
    {
        var (code, output) = await CheckAsync(lines);
        Assert.Equal(2, code);
        Assert.Contains(problem, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grpc: rest+https://api.example")]
    [InlineData("rpc: rpc+https://rpc.example")]
    [InlineData("grpc: [grpc+http://a:9090, rpc+https://b]\nrpc: [tcp://a:26657, wss://b]")]
    public async Task Others_are_taken(string lines) => Assert.Equal(0, (await CheckAsync(lines)).Code);

    [Fact]
    public async Task An_option_is_held_to_the_same()
    {
        await using var home = CliHome.Empty();
        var (code, _, error) = await home.RunAsync("balance", "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r", "--grpc", "ftp://x");
        Assert.Equal(2, code);
        Assert.Contains("--grpc must be an address such as http://localhost:9090, not \"ftp://x\"", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> CheckAsync(string lines)
    {
        await using var home = CliHome.Empty();
        await File.WriteAllTextAsync(home["w.yaml"], $"network: testnet\nkey: bank\n{lines}\nworkers:\n  - {{ topic: 67, endpoint: 'http://127.0.0.1:8000' }}\n", TestContext.Current.CancellationToken);
        var (code, output, error) = await home.RunAsync("worker", "check", home["w.yaml"]);
        return (code, output + error);
    }
}
