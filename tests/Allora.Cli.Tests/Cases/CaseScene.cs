using System.Globalization;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests.Cases;

/// <summary>A chain with topics 1 and 2, a funded wallet, a model, and a proxy that would see every request that leaves for another host.</summary>
public sealed class CaseScene : IAsyncLifetime
{
    private CliHome? _home;
    private LoopbackApi? _model;
    private LoopbackApi? _outside;

    internal CliHome Home => _home!;

    internal LoopbackApi Model => _model!;

    /// <summary>Requests to any host but this one.</summary>
    internal LoopbackApi Outside => _outside!;

    public async ValueTask InitializeAsync()
    {
        _home = await CliHome.WithChainAsync(static genesis => genesis with
        {
            BlockInterval = TimeSpan.FromMilliseconds(400),
            Topics = [Topic(1), Topic(2)],
        });
        await _home.ImportBankAsync();
        _model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.0123"));
        _outside = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(502));
    }

    /// <summary>A file of the cases with this scene's ports in it.</summary>
    internal string Fill(string text) => text
        .Replace("@GRPC@", Port(Home.Chain.Grpc), StringComparison.Ordinal)
        .Replace("@RPC@", Port(Home.Chain.Rpc), StringComparison.Ordinal)
        .Replace("@MODEL@", Port(Model.Address), StringComparison.Ordinal)
        .Replace("@OTHER@", Port(Outside.Address), StringComparison.Ordinal)
        .Replace("@MNEMONIC@", DevNetGenesis.TestMnemonic, StringComparison.Ordinal);

    /// <summary>Runs the tool; what it would send to other hosts goes to <see cref="Outside"/>.</summary>
    internal Task<(int Code, string Output, string Error)> RunAsync(string folder, params string[] arguments)
    {
        var environment = Home.Environment();
        // Several files run at once with one key.
        environment["XDG_DATA_HOME"] = Path.Combine(folder, "data");
        (environment["HTTP_PROXY"], environment["HTTPS_PROXY"], environment["NO_PROXY"]) = (Outside.Address.ToString(), Outside.Address.ToString(), "127.0.0.1");
        return CliProcess.RunInAsync(folder, environment, "", arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        await Outside.DisposeAsync();
        await Home.DisposeAsync();
    }

    private static GenesisTopic Topic(ulong id) => new() { Id = id, EpochLength = 12, WorkerSubmissionWindow = 10, GroundTruthLag = 12 };

    private static string Port(Uri address) => address.Port.ToString(CultureInfo.InvariantCulture);
}
