using Allora.Sdk;
using Allora.Sdk.Sending.Journal;
using Allora.TestWorker;
using Microsoft.Extensions.Logging;

// A worker in a process of its own, for tests that kill it. Usage:
//   MNEMONIC=... Allora.TestWorker --grpc URI --rpc URI --topic N [--state FOLDER] [--chain-id ID] [--poll MS] [--varies]
// It writes READY once its state is Ready, one line for each result: STATUS NONCE HASH HEIGHT, and one for each call of its provider: PREDICT NONCE.
var settings = TestWorkerSettings.Parse(args);
var network = AlloraNetwork.Local with { ChainId = settings.ChainId, Endpoints = [new AlloraEndpoint(settings.Grpc)], EventEndpoints = [new AlloraEndpoint(settings.Rpc)] };
using var loggers = LoggerFactory.Create(logging => logging
    .AddSimpleConsole(console => console.SingleLine = true)
    .AddFilter(null, LogLevel.Information));
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

using var wallet = AlloraWallet.FromMnemonic(Environment.GetEnvironmentVariable("MNEMONIC") ?? throw new InvalidOperationException("set MNEMONIC")).WithOptions(new WalletOptions { StateFolder = settings.State });
var client = new AlloraClient(network, new AlloraClientOptions { LoggerFactory = loggers });
await using (client)
{
    var runner = new WorkerRunner(client, wallet, new TestProvider(Console.Out, settings.Varies), new WorkerOptions
    {
        TopicId = settings.Topic,
        PollInterval = settings.Poll,
        WarmInterval = TimeSpan.FromSeconds(2),
    });
    var printing = PrintAsync(runner);
    var readying = TellWhenReadyAsync(runner, stop.Token);
    try
    {
        await runner.RunAsync(stop.Token);
    }
    catch (JournalException refused)
    {
        await stop.CancelAsync();
        Console.WriteLine($"REFUSED {refused.Reason} {refused.Message}");
    }

    await printing;
    await readying;
}

return 0;

static async Task PrintAsync(WorkerRunner runner)
{
    await foreach (var result in runner.ResultsAsync())
    {
        await Console.Out.WriteLineAsync($"{result.Status} {result.Nonce} {result.TransactionHash ?? "-"} {result.Height?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}");
        await Console.Out.FlushAsync();
    }
}

static async Task TellWhenReadyAsync(WorkerRunner runner, CancellationToken stop)
{
    try
    {
        while (runner.Status.State != WorkerState.Ready)
            await Task.Delay(5, stop);
        Console.Out.WriteLine("READY");
    }
    catch (OperationCanceledException)
    {
        // Stopped before it was ready.
    }
}
