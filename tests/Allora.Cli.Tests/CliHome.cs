using System.Text.Json.Nodes;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;

namespace Allora.Cli.Tests;

/// <summary>A user of the tool: a home of their own, and a chain to work with.</summary>
internal sealed class CliHome : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-cli-");
    private readonly AlloraDevNet? _devnet;

    private CliHome(AlloraDevNet? devnet) => _devnet = devnet;

    public AlloraDevNet Chain => _devnet ?? throw new InvalidOperationException("this home has no chain");

    /// <summary>Options that lead to the chain.</summary>
    public string[] AtChain => At(Chain);

    public static string[] At(AlloraDevNet chain) => ["--network", "local", "--grpc", chain.Grpc.ToString(), "--rpc", chain.Rpc.ToString()];

    public string this[string file] => Path.Combine(_folder.FullName, file);

    public static CliHome Empty() => new(null);

    public static async Task<CliHome> WithChainAsync(Func<DevNetGenesis, DevNetGenesis>? change = null, int nodes = 1)
    {
        var genesis = DevNetGenesis.Default with { BlockInterval = TimeSpan.FromMilliseconds(200) };
        return new CliHome(await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = change?.Invoke(genesis) ?? genesis, Nodes = nodes }, TestContext.Current.CancellationToken));
    }

    public Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => CliProcess.RunAsync(Environment(), "", arguments);

    public Task<(int Code, string Output, string Error)> TypeAsync(string input, params string[] arguments) => CliProcess.RunAsync(Environment(), input, arguments);

    /// <summary>What a command says in JSON; it must have gone well.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync([.. arguments, "--output", "json"]);
        Assert.True(code == 0, $"code {code}: {error}{output}");
        return JsonNode.Parse(output)!;
    }

    /// <summary>The first funded test account as a key named "bank".</summary>
    public async Task<string> ImportBankAsync()
    {
        var (code, _, error) = await TypeAsync(DevNetGenesis.TestMnemonic + "\n", "keys", "import", "bank");
        Assert.True(code == 0, error);
        return Chain.Accounts[0].Address;
    }

    public Dictionary<string, string?> Environment() => new()
    {
        ["ALLORA_HOME"] = _folder.FullName,
        // Journals are below the user's local application data by default: each home has its own.
        ["XDG_DATA_HOME"] = this["data"],
        ["ALLORA_NETWORK"] = null,
        ["KEY_FILE"] = null,
        ["MNEMONIC"] = null,
        ["ALLORA_FAUCET_KEY"] = null,
    };

    public async ValueTask DisposeAsync()
    {
        if (_devnet is not null)
            await _devnet.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
