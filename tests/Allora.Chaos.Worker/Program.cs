using System.Text.Json;
using Allora.Chaos;
using Allora.Chaos.Worker;
using Allora.Sdk;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.Logging;

// The worker of the chaos run, in a process of its own that is killed without warning. Usage: MNEMONIC=... Allora.Chaos.Worker SETTINGS.json
// "stop" on the standard input, or its end, stops it gracefully; it then tells what is left of its tasks, and goes when it is told "bye".
var countable = ActiveTasks.Start();
var settings = Settings.Read(args[0]);
var mnemonic = Environment.GetEnvironmentVariable("MNEMONIC") ?? throw new InvalidOperationException("set MNEMONIC");
using var stop = new CancellationTokenSource();
var commands = Task.Run(ReadCommands);
// From here on this method is one of the tasks itself.
await Task.Yield();
var before = ActiveTasks.Names().Count;
await RunWorkersAsync();
GC.Collect();
GC.WaitForPendingFinalizers();
// What was cancelled needs a moment to notice, and a provider that ignores its token two windows; what is left after that has leaked.
for (var i = 0; i < 50 + (settings.WindowMs * 2 / 20) && ActiveTasks.Names().Count > before; i++)
    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
var left = ActiveTasks.Names();
Console.WriteLine(JsonSerializer.Serialize(new { countable, before, left, threads = ThreadPool.ThreadCount, timers = Timer.ActiveCount }));
await commands;
return 0;

async Task RunWorkersAsync()
{
    using var log = new JsonLines(settings.ProviderLog);
    using var loggers = LoggerFactory.Create(logging => logging
        .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "))
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .SetMinimumLevel(settings.Verbose ? LogLevel.Debug : LogLevel.None));
    var network = AlloraNetwork.Local with
    {
        ChainId = settings.ChainId,
        Endpoints = [.. settings.Grpc.Select(static address => new AlloraEndpoint(address))],
        EventEndpoints = [.. settings.Rpc.Select(static address => new AlloraEndpoint(address))],
    };
    var wallets = settings.Topics.Select((_, i) => AlloraWallet.FromMnemonic(mnemonic, path: HdPath.ForIndex(i + 1))).ToList();
    await using (var client = new AlloraClient(network, Options(loggers)))
    {
        var runners = new List<WorkerRunner>();
        for (var i = 0; i < wallets.Count; i++)
        {
            wallets[i].WithOptions(new WalletOptions { StateFolder = settings.Journal ? settings.State : Directory.CreateTempSubdirectory("allora-chaos-").FullName });
            foreach (var topic in settings.Topics[i])
                runners.Add(new WorkerRunner(client, wallets[i], new ChaosProvider(wallets[i].Address, settings, log), Worker(topic)));
        }

        await Task.WhenAll(runners.Select(runner => runner.RunAsync(stop.Token)));
    }

    foreach (var wallet in wallets)
        wallet.Dispose();
}

// A window takes a second here and minutes on a real network: every wait is shortened in about that proportion.
AlloraClientOptions Options(ILoggerFactory loggers) => new()
{
    LoggerFactory = loggers,
    WithoutPoller = !settings.Poller,
    DetectionDeadline = TimeSpan.FromMilliseconds(settings.DetectionMs),
    RequestTimeout = TimeSpan.FromMilliseconds(settings.DetectionMs * 3),
    // In so short a window two blocks count.
    LagTolerance = 1,
    CoolDownMinimum = TimeSpan.FromMilliseconds(settings.WindowMs / 8),
    CoolDownMaximum = TimeSpan.FromMilliseconds(settings.WindowMs * 2),
    ProbeInterval = TimeSpan.FromMilliseconds(settings.WindowMs),
    Events = new ChainEventStreamOptions
    {
        ReconnectMinimum = TimeSpan.FromMilliseconds(settings.WindowMs / 16),
        ReconnectMaximum = TimeSpan.FromMilliseconds(settings.WindowMs),
        ConnectTimeout = TimeSpan.FromMilliseconds(settings.WindowMs),
        BlockTimeout = TimeSpan.FromMilliseconds(settings.WindowMs * 20),
    },
};

WorkerOptions Worker(ulong topic) => new()
{
    TopicId = topic,
    PollInterval = TimeSpan.FromMilliseconds(settings.PollMs),
    WarmInterval = TimeSpan.FromMilliseconds(settings.WindowMs),
    PredictionTimeout = TimeSpan.FromMilliseconds(settings.WindowMs / 2),
    DrainTimeout = TimeSpan.FromMilliseconds(settings.WindowMs * 3),
    ResultCapacity = 64,
};

void ReadCommands()
{
    while (Console.In.ReadLine() is { } command && command != "bye")
    {
        if (command == "stop")
            stop.Cancel();
    }

    stop.Cancel();
}
