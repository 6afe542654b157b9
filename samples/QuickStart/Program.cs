using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.Hosting;
using Allora.Sdk.Native;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
// With a key file: a worker on the test network. Without one: on a chain in this process, until its first submission is in a block.

var key = args.FirstOrDefault();
await using var devnet = key is null ? await AlloraDevNet.StartAsync() : null;
var curve = NativeSecp256k1.Load();
var builder = Host.CreateApplicationBuilder();
builder.Services.AddAllora(devnet?.Network ?? AlloraNetwork.Testnet)
    .UseWallet(
        _ => key is null ? AlloraWallet.FromMnemonic(AlloraDevNet.TestMnemonic, curve: curve) : AlloraWallet.FromKeyFile(key, curve: curve),
        options => options.StateFolder = key is null ? Directory.CreateTempSubdirectory().FullName : options.StateFolder)
    .AddAlloraWorker<MyModel>(topicId: 67);
using var host = builder.Build();
await host.StartAsync();
await foreach (var result in host.Services.GetRequiredService<AlloraWorkerService>().Runner.ResultsAsync())
{
    Console.WriteLine($"topic {result.TopicId}, nonce {result.Nonce}: {result.Status} {result.Value} {result.TransactionHash} {result.Message}");
    if (devnet is not null && result.Status == SubmissionStatus.Included)
        break;
}

await host.StopAsync();

internal sealed class MyModel : IPredictionProvider
{
    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
}
