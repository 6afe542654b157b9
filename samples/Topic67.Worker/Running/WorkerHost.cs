using System.Diagnostics;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.Hosting;
using Allora.Sdk.Transactions.Journal;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Topic67.Forecasting;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Market;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Running;

/// <summary>Runs the worker in a generic host until it is stopped or has seen its windows.</summary>
internal sealed class WorkerHost(WorkerSettings settings, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var devnet = settings.IsEmbedded ? await EmbeddedChain.StartAsync(settings, cancellationToken).ConfigureAwait(false) : null;
        var scratch = devnet is not null && settings.StateFolder is null ? Directory.CreateTempSubdirectory("topic67-") : null;
        try
        {
            return await RunOnAsync(devnet, settings.StateFolder ?? scratch?.FullName ?? "allora-state", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (devnet is not null)
                await devnet.DisposeAsync().ConfigureAwait(false);
            scratch?.Delete(recursive: true);
        }
    }

    internal async Task<int> RunOnAsync(DevNet? devnet, string stateFolder, CancellationToken cancellationToken)
    {
        var network = settings.Network ?? devnet!.Network;
        using var wallet = OpenWallet(devnet);
        var prices = MarketSetup.Open(settings);
        var forecaster = new Topic67Forecaster(new ForecasterOptions { Gate = GateMode.Report });
        Announce(network, wallet, prices.Source);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(settings.Verbose ? LogLevel.Information : LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(forecaster);
        builder.Services.AddSingleton(new PriceFeed(prices.Source, forecaster, prices.HistoryFrom, prices.Clock));
        builder.Services.AddAllora(network)
            .UseWallet(_ => wallet)
            .AddAlloraWorker<Topic67Provider>(settings.TopicId, options =>
            {
                options.StateFolder = stateFolder;
                options.DryRun = settings.DryRun;
            });
        using var host = builder.Build();
        await WarmUpAsync(host.Services, devnet, cancellationToken).ConfigureAwait(false);
        return await RunAsync(host, devnet, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(IHost host, DevNet? devnet, CancellationToken cancellationToken)
    {
        var report = new RunReport();
        var service = host.Services.GetRequiredService<AlloraWorkerService>();
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        var watching = WatchAsync(service.Runner, report, host.Services.GetRequiredService<IHostApplicationLifetime>());
        if (devnet is not null)
            await EmbeddedChain.BeginAsync(devnet, service.Runner, cancellationToken).ConfigureAwait(false);
        await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        await watching.ConfigureAwait(false);

        foreach (var line in report.Summary(Process.GetCurrentProcess().WorkingSet64))
            await output.WriteLineAsync(line).ConfigureAwait(false);
        // What stops a worker by itself is a wrong configuration; its message is for the user.
        if (service.ExecuteTask is { IsFaulted: true, Exception.InnerException: { } failure })
            throw failure is AlloraException or JournalException ? new ConfigurationException(failure.Message) : failure;
        return settings.Windows is not null && report.Missed > 0 ? 1 : 0;
    }

    private async Task WatchAsync(WorkerRunner runner, RunReport report, IHostApplicationLifetime lifetime)
    {
        await foreach (var result in runner.ResultsAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (!result.IsTerminal || report.Windows >= settings.Windows)
                continue;
            report.Add(result);
            await output.WriteLineAsync(WindowLine.Of(result)).ConfigureAwait(false);
            if (report.Windows >= settings.Windows)
                lifetime.StopApplication();
        }

        lifetime.StopApplication();
    }

    // The history is read and the first fit made before the first window, not in it.
    private async Task WarmUpAsync(IServiceProvider services, DevNet? devnet, CancellationToken cancellationToken)
    {
        try
        {
            var now = devnet is null ? TimeProvider.System.GetUtcNow() : EmbeddedChain.FirstNonceTime(settings) - settings.Step;
            await services.GetRequiredService<PriceFeed>().CatchUpAsync(now, cancellationToken).ConfigureAwait(false);
        }
        catch (PriceSourceException exception) when (settings.PriceFile is not null)
        {
            throw new ConfigurationException(exception.Message);
        }
        catch (PriceSourceException exception)
        {
            await output.WriteLineAsync($"no price history yet: {exception.Message}").ConfigureAwait(false);
        }
    }

    private AlloraWallet OpenWallet(DevNet? devnet)
    {
        try
        {
            if (settings.KeyFile is { } file)
                return AlloraWallet.FromKeyFile(file);
            return AlloraWallet.FromMnemonic(settings.Mnemonic ?? devnet!.Accounts[0].Mnemonic);
        }
        catch (WalletException exception)
        {
            throw new ConfigurationException(exception.Message);
        }
    }

    private void Announce(AlloraNetwork network, AlloraWallet wallet, IPriceSource source)
    {
        output.WriteLine(settings.IsEmbedded
            ? $"embedded DevNet {network.ChainId} (gRPC {network.Grpc}, RPC {network.Rpc}): a chain in a box, nothing here is real money"
            : $"network {network.ChainId} (gRPC {network.Grpc}, RPC {network.Rpc})");
        output.WriteLine($"wallet {wallet.Address}, topic {settings.TopicId}, prices: {source.Name}");
    }
}
