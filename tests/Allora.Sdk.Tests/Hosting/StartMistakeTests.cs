using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Hosting;
using Allora.Sdk.Tests.Base;
using Allora.Sdk.Tests.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Hosting;

/// <summary>A newcomer's mistakes: each ends the host with one sentence and exit code 2, and without a stack trace.</summary>
[Collection(Alone.Name)]
public sealed class StartMistakeTests : IDisposable
{
    private const string Words = "test test test test test test test test test test test junk";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-mistakes-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Environment.ExitCode = 0;
        _folder.Delete(recursive: true);
    }

    public static TheoryData<string, string?, string?, string> Mistakes => new()
    {
        { "no wallet", "KeyFile", null, "No wallet: set Allora:KeyFile to the file of its key, or call UseWallet." },
        { "no key file", "KeyFile", "missing.key", "missing.key" },
        { "a mode of 0644", "KeyFile", "open.key", "0600" },
        { "a wrong word", "KeyFile", "wrong.key", "word" },
        { "the same topic twice", "Workers:b:TopicId", "67", "are both workers of topic 67" },
        { "a misspelt section", "Wokers:a:TopicId", "67", "Allora:Wokers is not known here" },
        { "a misspelt key of a worker", "Workers:a:TopikId", "67", "Allora:Workers:a:TopikId is not known here" },
        { "a wrong chain", "ChainId", "allora-testnet-1", "allora-testnet-1" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Each_mistake_is_one_sentence_and_exit_code_2(string name, string? key, string? value, string told)
    {
        await using var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        var (code, sentences, log) = await RunAsync(Settings(devnet, key!, value), Ct);
        Assert.True(code == 2, $"{name}: exit code {code}");
        Assert.Contains(told, Assert.Single(sentences), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(log.Lines, static line => line.Exception is not null);
        Assert.DoesNotContain("junkk", string.Join('\n', sentences) + string.Join('\n', log.Lines.Select(static line => line.Line)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_is_one_sentence_and_the_first_one_runs_on()
    {
        await using var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var first = Build(Settings(devnet, "KeyFile", Key("good.key", Words)), new LineLogger());
        var running = AlloraHostExtensions.RunAsync(first, TextWriter.Null, stop.Token);
        // No block is made: it waits for its registration, and holds the wallet.
        while (first.Services.GetServices<AlloraWorkerService>().All(static worker => worker.Runner.Status.State != WorkerState.WaitingForRegistration))
            await Task.Delay(10, Ct);

        var (code, sentences, log) = await RunAsync(Settings(devnet, "KeyFile", Key("good.key", Words)), Ct);

        Assert.Equal(2, code);
        Assert.Contains("state", Assert.Single(sentences), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, static line => line.Exception is not null);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_host_without_mistakes_ends_with_0()
    {
        Environment.ExitCode = 0;
        await using var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        using var stop = new CancellationTokenSource();
        var host = Build(Settings(devnet, "KeyFile", Key("good.key", Words)), new LineLogger());
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => stop.CancelAfter(TimeSpan.FromMilliseconds(100)));
        using var error = new StringWriter();
        Assert.Equal(0, await AlloraHostExtensions.RunAsync(host, error, stop.Token));
        Assert.Equal("", error.ToString());
    }

    private static async Task<(int Code, string[] Sentences, LineLogger Log)> RunAsync(Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        using var log = new LineLogger();
        using var error = new StringWriter();
        var code = await AlloraHostExtensions.RunAsync(Build(settings, log), error, cancellationToken);
        return (code, error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), log);
    }

    private static IHost Build(Dictionary<string, string?> settings, LineLogger log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Information);
        builder.Configuration.AddInMemoryCollection(settings);
        var section = builder.Configuration.GetSection("Allora");
        var allora = builder.Services.AddAllora(section);
        foreach (var worker in section.GetSection("Workers").GetChildren())
            allora.AddAlloraWorker(worker, static (_, _) => ValueTask.FromResult(Prediction.Value(1L)));
        return builder.Build();
    }

    private Dictionary<string, string?> Settings(DevNet.AlloraDevNet devnet, string key, string? value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Allora:ChainId"] = devnet.Network.ChainId,
            ["Allora:Endpoints"] = devnet.Grpc.ToString(),
            ["Allora:EventEndpoints"] = devnet.Rpc.ToString(),
            ["Allora:KeyFile"] = Key("good.key", Words),
            ["Allora:Wallet:StateFolder"] = Path.Combine(_folder.FullName, "state"),
            ["Allora:Workers:a:TopicId"] = "67",
        };
        settings[$"Allora:{key}"] = key != "KeyFile" ? value : value switch
        {
            "open.key" => Key(value, Words, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead),
            "wrong.key" => Key(value, Words.Replace("junk", "junkk", StringComparison.Ordinal)),
            "missing.key" => Path.Combine(_folder.FullName, value),
            _ => value,
        };
        return settings;
    }

    private string Key(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
        else if (mode.HasFlag(UnixFileMode.OtherRead))
            Assert.Skip("the modes of key files are those of Unix");
        return path;
    }
}
