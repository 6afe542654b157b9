using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.DevNet.Options;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Tests.Processes;

/// <summary>A DevNet of this process whose blocks come when a test asks, with a market clock, and workers of other processes on it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const ulong Topic = 67;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("topic67-test-");

    private Scene(AlloraDevNet devnet) => DevNet = devnet;

    public AlloraDevNet DevNet { get; }

    /// <summary>How long a block that opens a window waits for the answer. More if every window of a test is answered: then a busy machine makes no worker late.</summary>
    public TimeSpan ForAnswer { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A folder of the test's own; the state folder is below it.</summary>
    public string Folder => _folder.FullName;

    public string State => Path.Combine(Folder, "state");

    public string[] Lines(string file) => File.Exists(Path.Combine(State, file)) ? File.ReadAllLines(Path.Combine(State, file)) : [];

    public static async Task<Scene> StartAsync(DateTimeOffset? from = null, string step = "1h", bool byHand = true, Func<GenesisTopic, GenesisTopic>? change = null)
    {
        var settings = new WorkerSettings { From = from, Step = Durations.Parse("step", step), BlockInterval = TimeSpan.FromMilliseconds(50) };
        var options = EmbeddedChain.Options(settings);
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        var topic = options.Genesis.Topics![0] with { Workers = [wallet.Address] };
        topic = change?.Invoke(topic) ?? topic;
        var scene = new Scene(await AlloraDevNet.StartAsync(options with { StepByHand = byHand, Genesis = options.Genesis with { Topics = [topic] } }, TestContext.Current.CancellationToken));
        if (byHand)
            await scene.StepAsync();
        return scene;
    }

    /// <summary>
    /// A block, and time for the worker to see it. Where the block opens a window, that is the time until a transaction comes, or a while:
    /// a window lasts eight blocks, and a busy machine must not make a worker late.
    /// </summary>
    public async Task StepAsync()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        DevNet.Stamped += Take;
        var height = await DevNet.StepAsync(1, TestContext.Current.CancellationToken);
        var opens = height >= EmbeddedChain.FirstWindow && (height - EmbeddedChain.FirstWindow) % EmbeddedChain.EpochLength == 0;
        await Task.WhenAny(opens ? answered.Task : Task.CompletedTask, Task.Delay(ForAnswer, TimeProvider.System, TestContext.Current.CancellationToken));
        DevNet.Stamped -= Take;
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);

        void Take(DevNetStamp stamp)
        {
            if (stamp is { Kind: "broadcast", Code: 0 })
                answered.TrySetResult();
        }
    }

    public string[] Args(params string[] more) =>
        ["--network", "local", "--grpc", DevNet.Grpc.ToString(), "--rpc", DevNet.Rpc.ToString(), "--state", State, .. more];

    public static Dictionary<string, string> Environment(params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string> { ["MNEMONIC"] = DevNetGenesis.TestMnemonic };
        foreach (var (name, value) in more)
            environment[name] = value;
        return environment;
    }

    public WorkerProcess Worker(string[] args, params (string Name, string Value)[] environment) =>
        WorkerProcess.Start(Args(args), Environment(environment), Folder);

    /// <summary>A file of made-up bars, the last one closed at a moment.</summary>
    public string Bars(int count, DateTimeOffset closedAt)
    {
        var start = closedAt.AddHours(-count);
        var bars = new SimulatedPriceSource(1, start).GetBarsAsync(start, closedAt).GetAwaiter().GetResult().Bars;
        var path = Path.Combine(Folder, "bars.csv");
        File.WriteAllLines(path, [CsvBars.Header, .. bars.Select(bar => CsvBars.Line(bar))]);
        return path;
    }

    public Task<(int Code, string Output, string Error)> CommandAsync(string command, params string[] more) =>
        WorkerProcess.RunAsync([command, .. Args(more)], Environment(), Folder);

    public async ValueTask DisposeAsync()
    {
        await DevNet.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
