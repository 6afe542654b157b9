using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Hosting;
using Allora.Sdk.Roles;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Allora.ConsoleDemo;

/// <summary>Twenty workers of several roles and moods, and the console under a path base.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private const int Inferers = 6;

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private DemoHost(AlloraDevNet chain, WebApplication app, DirectoryInfo folder) => (Chain, _app, _folder) = (chain, app, folder);

    public AlloraDevNet Chain { get; }

    public string Address => $"{_app.Urls.Single()}/base/allora/";

    public static async Task<DemoHost> StartAsync(int port)
    {
        var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = Genesis() });
        var folder = Directory.CreateTempSubdirectory("allora-console-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Logging.ClearProviders();
        var allora = builder.Services.AddAllora(chain.Network);
        for (var index = 0; index <= Inferers; index++)
        {
            var path = HdPath.ForIndex(index);
            allora.AddWallet(string.Create(CultureInfo.InvariantCulture, $"wallet{index}"), _ => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: path), options =>
            {
                options.StateFolder = folder.FullName;
                options.DailyBudget = UAllo.FromAllo("1");
            });
        }

        AddWorkers(allora);
        var app = builder.Build();
        app.UsePathBase("/base");
        app.UseRouting();
        app.MapAlloraDashboard("/allora", static options => options.AllowPause = true);
        await app.StartAsync();
        return new DemoHost(chain, app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Chain.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static void AddWorkers(AlloraBuilder allora)
    {
        for (var i = 0; i < Inferers; i++)
        {
            var (wallet, shift) = (string.Create(CultureInfo.InvariantCulture, $"wallet{i}"), i);
            allora.AddAlloraWorker(67, (context, _) => ValueTask.FromResult(Prediction.Value(Wave(context.Nonce + 3 * shift)).WithNote("<b>a wave</b>")), wallet: wallet);
            allora.AddAlloraWorker(68, (context, _) => Labels(context.Nonce + shift), wallet: wallet);
            allora.AddAlloraWorker(69, (context, _) => shift == 0 ? Moody(context) : ValueTask.FromResult(Prediction.Value(Wave(context.Nonce))), options => options.PredictionTimeout = TimeSpan.FromSeconds(1), wallet: wallet);
        }

        allora.AddAlloraReputer(67, static (context, _) => ValueTask.FromResult<GroundTruth>(Wave(context.Nonce)), ReputerLoss.Of("mse"), Staked, "wallet6");
        allora.AddAlloraReputer(69, static (context, _) => ValueTask.FromResult<GroundTruth>(Wave(context.Nonce)), ReputerLoss.Of("mse"), Staked, "wallet6");
    }

    private static void Staked(WorkerOptions options) => options.MinimumStake = UAllo.FromAllo("200");

    private static double Wave(long nonce) => Math.Round(0.02 * Math.Sin(nonce / 40.0) + 0.005 * Math.Cos(nonce / 13.0), 6);

    private static ValueTask<Prediction> Labels(long nonce)
    {
        var up = Math.Round(0.5 + 0.3 * Math.Sin(nonce / 30.0), 4);
        return ValueTask.FromResult(Prediction.Labels(new Dictionary<string, double> { ["up"] = up, ["down"] = Math.Round(1 - up, 4) }));
    }

    // Fails in every third window, and skips some.
    private static ValueTask<Prediction> Moody(PredictionContext context) => (context.Nonce / 12 % 3) switch
    {
        0 => throw new InvalidOperationException("<script>alert('the model failed')</script> no price since 14:05"),
        1 => ValueTask.FromResult(Prediction.Value(Wave(context.Nonce))),
        _ => ValueTask.FromResult(Prediction.Skip("the market is closed")),
    };

    private static DevNetGenesis Genesis() => DevNetGenesis.Default with
    {
        BlockInterval = TimeSpan.FromSeconds(1),
        Topics =
        [
            new GenesisTopic { Id = 67, Metadata = "BTC/USD", EpochLength = 12, WorkerSubmissionWindow = 6, GroundTruthLag = 12 },
            new GenesisTopic { Id = 68, Metadata = "up or down", EpochLength = 12, WorkerSubmissionWindow = 6, GroundTruthLag = 12, Multi = true, Labels = ["up", "down"] },
            new GenesisTopic { Id = 69, Metadata = "a topic with a failing model", EpochLength = 12, WorkerSubmissionWindow = 6, GroundTruthLag = 12 },
        ],
    };
}
