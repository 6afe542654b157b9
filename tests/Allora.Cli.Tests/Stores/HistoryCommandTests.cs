using System.Text.Json.Nodes;
using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests.Stores;

/// <summary>allora history, after a run of the tool's workers.</summary>
public sealed class HistoryCommandTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_run_submitted_is_shown_and_exported(bool postgreSql)
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        string[] at = ["--state", home["state"]];
        var store = $"state: {home["state"]}";
        if (postgreSql)
        {
            var scene = await StoreScene.CreateAsync(server, home);
            await home.JsonAsync("store", "create", "--store", scene.Store);
            (at, store) = (["--store", scene.Store], $"store: '{scene.Store}'");
        }

        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "-0.0123"));
        await File.WriteAllTextAsync(home["w.yaml"], $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nkey: bank\n{store}\nworkers:\n  - {{ topic: 67, endpoint: '{model.Address}', poll_seconds: 1 }}\n", Ct);
        var (code, _, error) = await home.RunAsync("worker", "run", "--config", home["w.yaml"], "--windows", "2");
        Assert.True(code == 0, error);

        var rows = (await home.JsonAsync(["history", "67", "--since", "1h", .. at])).AsArray();

        Assert.True(rows.Count >= 2, rows.ToJsonString());
        Assert.Contains(rows, static row => (string?)row!["status"] == "Included" && ((string?)row["value"])!.StartsWith("-0.0123", StringComparison.Ordinal) && row["fee"] is not null && row["hash"] is not null);
        await home.JsonAsync(["history", "67", "--csv", home["out.csv"], .. at]);
        var lines = await File.ReadAllLinesAsync(home["out.csv"], Ct);
        Assert.StartsWith("chain,wallet,topic,nonce,actor", lines[0], StringComparison.Ordinal);
        Assert.Equal(rows.Count + 1, lines.Length);
        Assert.Equal("[]", JsonNode.Parse((await home.RunAsync(["history", "1", "--output", "json", .. at])).Output)!.ToJsonString());
    }
}
