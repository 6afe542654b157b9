using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;
using Allora.TestData.Secrets;

namespace Allora.Cli.Tests.Secrets;

/// <summary>A user whose nodes, model, loss service and faucet all need secrets, and whose servers repeat what they are sent.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class SecretsScene : IAsyncDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private SecretsScene(CliHome home, LoopbackApi model, LoopbackApi gateway) => (Home, Model, Gateway) = (home, model, gateway);

    public CliHome Home { get; }

    /// <summary>Repeats what it was sent in its first answer, and is right in the next.</summary>
    public LoopbackApi Model { get; }

    /// <summary>In the place of a node or a faucet: refuses everything, and repeats what it was sent.</summary>
    public LoopbackApi Gateway { get; }

    public SecretSearch Search { get; } = new(Known.All);

    /// <summary>Options that lead to the chain, with secrets in every part of the addresses.</summary>
    public string[] AtChain => ["--network", "local", "--grpc", Secret(Home.Chain.Grpc), "--rpc", Secret(Home.Chain.Rpc)];

    /// <summary>Files of the user, which hold secrets on purpose.</summary>
    public string Mine(string name) => Path.Combine(Home["mine"], name);

    public static string Secret(Uri address) => $"http://user:{Known.NodePassword}@{address.Authority}/{Known.NodeKey}?key={Known.NodeKey}";

    public static async Task<SecretsScene> StartAsync()
    {
        var home = await CliHome.WithChainAsync(static genesis => genesis with
        {
            BlockInterval = TimeSpan.FromMilliseconds(300),
            Topics = [new GenesisTopic { Id = 67, EpochLength = 12, WorkerSubmissionWindow = 10, GroundTruthLag = 12 }],
        });
        var model = await LoopbackApi.StartAsync(static (request, count) => new ApiAnswer(200, count % 2 == 1 ? $"denied {Sent(request)}" : "0.0123"));
        var gateway = await LoopbackApi.StartAsync(static (request, _) => new ApiAnswer(403, $$$"""{"code":7,"message":"denied: {{{Sent(request)}}}","error":{"code":-1,"message":"denied","data":"{{{Sent(request)}}}"}}"""));
        Directory.CreateDirectory(home["mine"]);
        return new SecretsScene(home, model, gateway);
    }

    public void Write(string name, string text)
    {
        File.WriteAllText(Mine(name), text);
        File.SetUnixFileMode(Mine(name), Private);
    }

    /// <summary>Runs the tool; what it prints is searched.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(string input, string[] arguments, params (string Name, string Value)[] more)
    {
        var environment = Home.Environment();
        environment["MODEL_KEY"] = Known.ModelKey;
        environment["ALLORA_FAUCET_KEY"] = Known.FaucetKey;
        environment["HTTPS_PROXY"] = $"http://proxy:{Known.ProxyPassword}@127.0.0.1:1";
        foreach (var (name, value) in more)
            environment[name] = value;
        var run = await CliProcess.RunInAsync(Home["mine"], environment, input, arguments);
        Search.Add("outputs", string.Join(' ', arguments.Take(2)), run.Output).Add("messages", string.Join(' ', arguments.Take(2)), run.Error);
        return run;
    }

    /// <summary>Everything that the runs wrote, but for the user's own files.</summary>
    public void SearchFiles() => Search.AddFiles(Path.GetDirectoryName(Home["mine"])!, file => file.StartsWith(Home["mine"], StringComparison.Ordinal) || file.StartsWith(Home["keys"], StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        await Gateway.DisposeAsync();
        await Home.DisposeAsync();
    }

    private static string Sent(ReceivedRequest request) => $"{request.Authorization} {request.Key} {request.Target}".Replace("\"", "'", StringComparison.Ordinal);
}
