using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Market;

/// <summary>A price source that fails over to the next and comes back, with the real program and each source at its own address.</summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_source_that_fails_is_replaced_and_used_again_when_it_is_back()
    {
        await using var scene = await Scene.StartAsync();
        await using var exchanges = await TwoExchanges.StartAsync();
        var environment = Scene.Environment(("PRICE_SOURCE", "coinbase,binance"), ("PRICE_URL", exchanges.Setting));
        Assert.Contains("ok   price source: coinbase answers", await CheckAsync(scene, environment), StringComparison.Ordinal);
        // The cache would answer in its place.
        Directory.Delete(Path.Combine(scene.State, "prices"), recursive: true);
        exchanges.IsCoinbaseDown = true;
        var down = await CheckAsync(scene, environment);
        Assert.Contains("ok   price source: binance answers", down, StringComparison.Ordinal);
        Assert.Contains("warn price source: coinbase answered 404", down, StringComparison.Ordinal);
        Assert.Contains("model fitted", down, StringComparison.Ordinal);
        exchanges.IsCoinbaseDown = false;
        Assert.Contains("ok   price source: coinbase answers", await CheckAsync(scene, environment), StringComparison.Ordinal);
    }

    private async Task<string> CheckAsync(Scene scene, IReadOnlyDictionary<string, string> environment)
    {
        var text = (await WorkerProcess.RunAsync(["check", .. scene.Args()], environment, scene.Folder)).Output;
        output.WriteLine(string.Join('\n', text.Split('\n').Where(static line => line.Contains("price source", StringComparison.Ordinal))));
        return text;
    }
}
