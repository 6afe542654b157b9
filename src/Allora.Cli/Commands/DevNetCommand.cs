using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Consoles;
using Allora.Cli.Running;
using Allora.Sdk.Dashboard;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Control;

namespace Allora.Cli.Commands;

/// <summary>allora devnet: a chain in a box until Ctrl-C.</summary>
internal static class DevNetCommand
{
    public static Command Create()
    {
        var options = new DevNetCommandOptions();
        var command = new Command("devnet", "Runs a local chain that speaks gRPC, CometBFT RPC and REST like a real node.");
        options.AddTo(command);
        return command.Runs((parsed, screen, cancellationToken) => RunAsync(options, parsed, screen, cancellationToken));
    }

    private static async Task<int> RunAsync(DevNetCommandOptions options, ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var devnet = await AlloraDevNet.StartAsync(await options.ReadAsync(parsed, cancellationToken), cancellationToken);
        await using (devnet)
        {
            await using var log = parsed.GetValue(options.Log) is { } file ? DevNetLog.Open(devnet, file) : null;
            await using var control = parsed.GetValue(options.Control) is { } port ? DevNetControl.Start(devnet, port) : null;
            await using var stamps = StampsFile.Open(parsed.GetValue(options.Stamps), devnet);
            await using var console = parsed.GetValue(options.Dashboard) is { } shown
                ? await ConsoleServer.StartAsync(shown, new AlloraDashboard(new AlloraDashboardOptions { LocalChain = new DevNetChain(devnet) }), cancellationToken)
                : null;
            DevNetGreeting.Write(screen, devnet, control, console);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                screen.Line(new JsonObject { ["event"] = "stopped", ["height"] = devnet.Height }, $"stopped at height {devnet.Height}");
            }
        }

        return ExitCodes.Ok;
    }
}
