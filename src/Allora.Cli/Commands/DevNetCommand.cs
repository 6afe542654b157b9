using System.CommandLine;
using Allora.Sdk.DevNet;

namespace Allora.Cli.Commands;

/// <summary>allora devnet: a chain in a box until Ctrl-C.</summary>
internal static class DevNetCommand
{
    public static Command Create()
    {
        var options = new DevNetCommandOptions();
        var command = new Command("devnet", "Runs a local chain that speaks gRPC, CometBFT RPC and REST like a real node.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DevNetCommandOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (Console.Out, Console.Error);
        DevNet devnet;
        try
        {
            devnet = await DevNet.StartAsync(await options.ReadAsync(parsed, cancellationToken), cancellationToken);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync("allora: " + wrong.Message.ReplaceLineEndings(" "));
            return ExitCodes.Usage;
        }
        catch (IOException taken)
        {
            await error.WriteLineAsync("allora: " + taken.Message.ReplaceLineEndings(" "));
            return ExitCodes.Failed;
        }

        await using (devnet)
        {
            await using var log = parsed.GetValue(options.Log) is { } file ? DevNetLog.Open(devnet, file) : null;
            await using var control = parsed.GetValue(options.Control) is { } port ? DevNetControl.Start(devnet, port) : null;
            await using var stamps = StampsFile.Open(parsed.GetValue(options.Stamps), devnet);
            await DevNetGreeting.WriteAsync(output, devnet, control);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await output.WriteLineAsync($"stopped at height {devnet.Height}");
            }
        }

        return ExitCodes.Ok;
    }
}
