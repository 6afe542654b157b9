using System.Net;

namespace Allora.Cli.Tests;

/// <summary>The console of the tool, on a port of 127.0.0.1.</summary>
public sealed class ConsoleTests
{
    private static readonly string[] AnyPorts = ["--grpc", "0", "--rpc", "0", "--rest", "0"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chain_shows_its_blocks_in_the_console_and_a_taken_port_is_one_sentence()
    {
        await using var cli = CliProcess.Start(["devnet", "--block", "200ms", "--dashboard", "0", .. AnyPorts]);
        var lines = await cli.ReadUntilAsync("Press Ctrl-C");
        var page = new Uri(lines.Single(static line => line.Contains("Console ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);
        using var http = new HttpClient();

        Assert.Contains("<title>Chain", await http.GetStringAsync(page, Ct), StringComparison.Ordinal);
        using var stream = new StreamReader(await http.GetStreamAsync(new Uri(page, "events?chain"), Ct));
        Assert.Contains("\"blocks\":[{\"height\":", await stream.ReadLineAsync(Ct), StringComparison.Ordinal);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, page);
        foreign.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(foreign, Ct)).StatusCode);

        foreach (var (port, problem) in new[] { ($"{page.Port}", "is not free"), ("70000", "must be a port") })
        {
            var (code, _, error) = await CliProcess.RunAsync(["devnet", "--dashboard", port, .. AnyPorts]);
            Assert.Equal(2, code);
            Assert.Contains(problem, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }
}
