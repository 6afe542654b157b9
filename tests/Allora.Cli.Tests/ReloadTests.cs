using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests;

/// <summary>A file that changes while its workers run.</summary>
public sealed class ReloadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_topic_is_added_and_one_is_removed_while_the_third_misses_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGHUP");
        await using var home = await HomeAsync();
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5"));
        await WriteAsync(home, model.Address, 1, 2);
        await using var run = Start(home);
        var lines = new List<JsonNode>();
        await UntilAsync(run, lines, static all => Results(all, 1).Count > 0 && Results(all, 2).Count > 0);

        await WriteAsync(home, model.Address, 1, 3);
        var (code, output, error) = await home.RunAsync("worker", "reload", "--config", home["w.yaml"]);
        Assert.True(code == 0, error);
        Assert.Matches("^process [0-9]+ reads .*w.yaml again: ", output);
        await UntilAsync(run, lines, static all => all.Any(static line => (string?)line["event"] == "reload"));
        var (done, before) = (lines[^1], Results(lines, 1).Count);
        Assert.Equal((1, 1, 0, 1), ((int)done["started"]!, (int)done["ended"]!, (int)done["changed"]!, (int)done["same"]!));
        var second = Results(lines, 2).Count;
        await UntilAsync(run, lines, all => Results(all, 3).Count > 1 && Results(all, 1).Count > before + 2);
        Assert.Equal(0, await run.SignalAsync("TERM"));

        var stayed = Results(lines, 1);
        Assert.All(stayed, static result => Assert.Equal("Included", (string?)result["status"]));
        Assert.All(stayed.Zip(stayed.Skip(1)), static pair => Assert.Equal(12, (long)pair.Second["nonce"]! - (long)pair.First["nonce"]!));
        // What was in flight is finished.
        Assert.InRange(Results(lines, 2).Count, second, second + 1);
        Assert.All(Results(lines, 2), static result => Assert.Equal("Included", (string?)result["status"]));
    }

    [Fact]
    public async Task A_broken_file_is_one_warning_and_an_unchanged_one_does_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGHUP");
        await using var home = await HomeAsync();
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5"));
        await WriteAsync(home, model.Address, 1);
        var right = await File.ReadAllTextAsync(home["w.yaml"], Ct);
        await using var run = Start(home);
        var lines = new List<JsonNode>();
        await UntilAsync(run, lines, static all => Results(all, 1).Count > 0);

        // Two mistakes: the command shows them and sends nothing; a signal is one warning with both.
        await File.WriteAllTextAsync(home["w.yaml"], right.Replace("poll_seconds: 1", "poll_seconds: never, endpont: x", StringComparison.Ordinal), Ct);
        var (code, _, error) = await home.RunAsync("worker", "reload", "--config", home["w.yaml"]);
        Assert.Equal(2, code);
        Assert.Contains("endpont", error, StringComparison.Ordinal);
        await run.SendAsync("HUP");
        var refused = await RefusedAsync(run, lines);
        Assert.Equal(2, refused["problems"]!.AsArray().Count);

        // What belongs to the process.
        await File.WriteAllTextAsync(home["w.yaml"], right.Replace("key: bank", "key: bank\ndaily_budget: 5000000uallo", StringComparison.Ordinal), Ct);
        await run.SendAsync("HUP");
        Assert.Equal("daily_budget cannot be changed in a running process: end it, and start it again", (string?)Assert.Single((await RefusedAsync(run, lines))["problems"]!.AsArray()));

        // A comment and a blank line.
        await File.WriteAllTextAsync(home["w.yaml"], $"# a comment\n\n{right}", Ct);
        await run.SendAsync("HUP");
        await UntilAsync(run, lines, static all => (string?)all[^1]["event"] == "reload");
        Assert.Equal((0, 0, 0, 1), ((int)lines[^1]["started"]!, (int)lines[^1]["ended"]!, (int)lines[^1]["changed"]!, (int)lines[^1]["same"]!));

        // Another limit: the worker starts again.
        await File.WriteAllTextAsync(home["w.yaml"], right.Replace("poll_seconds: 1", "poll_seconds: 2", StringComparison.Ordinal), Ct);
        await run.SendAsync("HUP");
        await UntilAsync(run, lines, static all => (string?)all[^1]["event"] == "reload");
        Assert.Equal((0, 1), ((int)lines[^1]["started"]!, (int)lines[^1]["changed"]!));
        var before = Results(lines, 1).Count;
        await UntilAsync(run, lines, all => Results(all, 1).Count > before);
        Assert.Equal("Included", (string?)Results(lines, 1)[^1]["status"]);
        Assert.Equal(0, await run.SignalAsync("TERM"));
    }

    [Fact]
    public async Task Without_a_process_the_command_is_a_sentence()
    {
        await using var home = await HomeAsync();
        await WriteAsync(home, new Uri("http://127.0.0.1:1"), 1);
        var (code, output, error) = await home.RunAsync("worker", "reload", "--config", home["w.yaml"]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(OperatingSystem.IsWindows() ? "Windows has no SIGHUP" : "no process runs", error, StringComparison.Ordinal);
    }

    private static async Task<CliHome> HomeAsync()
    {
        var home = await CliHome.WithChainAsync(static genesis => genesis with { BlockInterval = TimeSpan.FromMilliseconds(300), Topics = [Topic(1), Topic(2), Topic(3)] });
        await home.ImportBankAsync();
        return home;
    }

    // The chain opens the windows of one topic in a block.
    private static GenesisTopic Topic(ulong id) => new() { Id = id, FirstWindow = 4 + (2 * (long)id), EpochLength = 12, WorkerSubmissionWindow = 8 };

    private static CliProcess Start(CliHome home) => CliProcess.Start(home.Environment(), "worker", "run", "--config", home["w.yaml"], "--log-format", "json");

    private static Task WriteAsync(CliHome home, Uri model, params int[] topics) => File.WriteAllTextAsync(
        home["w.yaml"],
        $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nstate: {home["state"]}\nkey: bank\nworkers:\n{string.Concat(topics.Select(topic => $"  - {{ topic: {topic}, endpoint: '{model}', poll_seconds: 1 }}\n"))}",
        Ct);

    // From the first one that was included: the start, with the registration, may take a window on a busy machine.
    private static List<JsonNode> Results(List<JsonNode> lines, int topic) =>
        [.. lines.Where(line => (string?)line["event"] == "result" && (int)line["topic"]! == topic).SkipWhile(static line => (string?)line["status"] != "Included")];

    private static async Task<JsonNode> RefusedAsync(CliProcess run, List<JsonNode> lines)
    {
        await UntilAsync(run, lines, static all => (string?)all[^1]["event"] == "reload_refused");
        Assert.Equal("warning", (string?)lines[^1]["level"]);
        return lines[^1];
    }

    private static async Task UntilAsync(CliProcess run, List<JsonNode> lines, Func<List<JsonNode>, bool> isDone)
    {
        do
        {
            lines.Add(JsonNode.Parse((await run.ReadUntilAsync("{"))[^1])!);
        }
        while (!isDone(lines));
    }
}
