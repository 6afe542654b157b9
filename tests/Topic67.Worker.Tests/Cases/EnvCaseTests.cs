using System.CommandLine;
using System.Text.Json;
using Allora.Sdk.DevNet.Options;
using Allora.TestData;
using Topic67.Worker.Commands;
using Topic67.Worker.Settings;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Cases;

/// <summary>Environment files as people have them: every row of the cases and two siblings of each, one line of output for each.</summary>
public sealed class EnvCaseTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("topic67-env-").FullName;

    public static TheoryData<string> Rows => [.. EnvTable.Rows.Select(static row => row.ToString())];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_file_and_its_siblings_do_what_their_row_says(string name)
    {
        var row = EnvTable.Rows.Single(one => one.ToString() == name);
        var file = Path.Combine(_folder, "worker.env");
        File.WriteAllText(file, Fill(row.Change(File.ReadAllText(Path.Combine(Data.CasesFolder, "env", row.File + ".env")))));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var answer = row.Read is { } read ? read(Settings(row, file)) : await RefusalAsync(row, file);
        output.WriteLine($"{row,-60} {(row.Read is null ? "exit 2" : "read"),-7} {answer.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");
        Assert.All(row.Says, text => Assert.Contains(text, answer, StringComparison.Ordinal));
        Assert.DoesNotContain("junk", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_of_the_table_of_cases_is_tried_with_two_siblings()
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data.CasesFolder, "cases.json")));
        var named = table.RootElement.EnumerateArray().Select(static row => row.GetProperty("file").GetString()!).Where(static file => file.StartsWith("env/", StringComparison.Ordinal));
        output.WriteLine($"env: {named.Count()} rows in the table of cases, {EnvTable.Rows.Count} files tried");
        Assert.Equal(named.Order(StringComparer.Ordinal), EnvTable.Rows.GroupBy(static row => row.File).Where(static same => same.Count() == 3).Select(static same => $"env/{same.Key}.env").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_of_the_environment_sends_nothing_and_a_name_of_another_program_is_a_warning()
    {
        await using var scene = await Scene.StartAsync();
        File.WriteAllText(Path.Combine(scene.Folder, ".env"), "DRY_RUN=true\nSUBMISSION_INTERVAL=3600\n");
        await using var worker = scene.Worker(["--simulated", "--windows", "1"], ("SUBMISSION_INTERVALS", "not searched"), ("DRYRUN", "false"));
        await worker.LineAsync("DRY RUN: ");
        await worker.LineAsync("SUBMISSION_INTERVAL in .env is not a setting");
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("dry=1", worker.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SUBMISSION_INTERVALS", worker.Output, StringComparison.Ordinal);
        Assert.Empty(scene.DevNet.Submissions(Scene.Topic, 4));
    }

    private static string Fill(string text) => text.Replace("@MNEMONIC@", DevNetGenesis.TestMnemonic, StringComparison.Ordinal);

    private static string? Variable(EnvCase row, string name) => row.Process.TryGetValue(name, out var value) ? Fill(value) : null;

    private static WorkerSettings Settings(EnvCase row, string file)
    {
        var options = new CommandLineOptions();
        var root = new RootCommand();
        foreach (var option in options.All)
            root.Add(option);
        return SettingsReader.Read(root.Parse(["--env-file", file]), options, name => Variable(row, name), SettingsUse.Run);
    }

    private static async Task<string> RefusalAsync(EnvCase row, string file)
    {
        using var said = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, await Entry.RunAsync(["--env-file", file], name => Variable(row, name), said, error));
        Assert.Empty(said.ToString());
        return Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
