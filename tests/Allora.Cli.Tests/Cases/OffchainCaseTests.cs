using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;
using Allora.TestData;

namespace Allora.Cli.Tests.Cases;

/// <summary>Files of the offchain node as people have them: every row of the cases and two siblings of each, one line of output for each.</summary>
public sealed class OffchainCaseTests(CaseScene scene, ITestOutputHelper output) : IClassFixture<CaseScene>
{
    public static TheoryData<string> Files => [.. OffchainTable.Rows.Select(static row => row.File).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_and_its_siblings_do_what_its_row_says(string file)
    {
        var lines = await Task.WhenAll(OffchainTable.Rows.Where(row => row.File == file).Select(TryAsync));
        Assert.All(lines, output.WriteLine);
        Assert.Empty(scene.Outside.Received);
        Assert.Equal(Bank, scene.Home.Chain.Balance(scene.Home.Chain.Accounts[0].Address));
    }

    private async Task<string> TryAsync(OffchainCase row)
    {
        var text = scene.Fill(row.Change(await File.ReadAllTextAsync(Path.Combine(Data.CasesFolder, "offchain", row.File), TestContext.Current.CancellationToken)));
        // Its own folder: the journal of a wallet is one process's.
        var folder = Directory.CreateDirectory(scene.Home[row.ToString().Replace(':', '-')]).FullName;
        var file = Path.Combine(folder, row.File);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var got = row.Kind switch
        {
            CaseKind.DryRun => await DryRunAsync(row, file),
            CaseKind.Accepted => await AcceptedAsync(row, file),
            CaseKind.NoWallet => Refused(row, await scene.RunAsync(folder, "worker", "run", "--config", file)),
            _ => Refused(row, await scene.RunAsync(folder, "worker", "run", "--config", file, "--from", "bank")),
        };

        return $"{row,-60} {row.Kind,-9} {got.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}";
    }

    [Fact]
    public void Every_row_of_the_table_of_cases_is_tried_with_two_siblings()
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data.CasesFolder, "cases.json")));
        var named = table.RootElement.EnumerateArray().Select(static row => row.GetProperty("file").GetString()!).Where(static file => file.StartsWith("offchain/", StringComparison.Ordinal));
        output.WriteLine($"offchain: {named.Count()} rows in the table of cases, {OffchainTable.Rows.Count} files tried");
        Assert.Equal(named.Order(StringComparer.Ordinal), OffchainTable.Rows.GroupBy(static row => row.File).Where(static same => same.Count() == 3).Select(static same => "offchain/" + same.Key).Order(StringComparer.Ordinal));
    }

    private static UAllo Bank => UAllo.FromAllo("1000000");

    // A busy machine may start the tool too late for the window that it sees first.
    private async Task<string> DryRunAsync(OffchainCase row, string file)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await DryRunOnceAsync(row, file);
            }
            catch (Xunit.Sdk.XunitException) when (attempt < 3)
            {
                output.WriteLine($"{row}: tried again");
            }
        }
    }

    private async Task<string> DryRunOnceAsync(OffchainCase row, string file)
    {
        var (code, said, error) = await scene.RunAsync(Path.GetDirectoryName(file)!, "worker", "run", "--config", file, "--from", "bank", "--windows", "1", "--output", "json");
        Assert.True(code == 0, error);
        Assert.Contains("DRY RUN", error.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("would still register and stake", error.Split('\n')[0], StringComparison.Ordinal);
        var result = JsonNode.Parse(said.Split('\n')[0])!;
        Assert.True((string?)result["status"] == "DryRun", result.ToJsonString());
        Assert.Equal("0.0123", (string?)result["value"]);
        Assert.Contains(scene.Model.Received, request => request.Target == row.Says[0]);
        Assert.DoesNotContain(DevNetGenesis.TestMnemonic, said + error, StringComparison.Ordinal);
        return $"{result["status"]} at {row.Says[0]}";
    }

    private async Task<string> AcceptedAsync(OffchainCase row, string file)
    {
        var (code, said, error) = await scene.RunAsync(Path.GetDirectoryName(file)!, "worker", "check", file);
        Assert.True(code == 0, error);
        Assert.All(row.Says, text => Assert.Contains(text, said, StringComparison.Ordinal));
        return row.Says[0];
    }

    private static string Refused(OffchainCase row, (int Code, string Output, string Error) run)
    {
        Assert.True(run.Code == 2, $"code {run.Code}: {run.Output}{run.Error}");
        Assert.All(row.Says, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain(DevNetGenesis.TestMnemonic, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("your_mnemonic", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("word1 word2", run.Output + run.Error, StringComparison.Ordinal);
        return run.Error.Split('\n').First(line => row.Says.Any(text => line.Contains(text, StringComparison.Ordinal)));
    }
}
