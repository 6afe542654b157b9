using System.CommandLine;
using Allora.Sdk;
using Allora.Sdk.Wallets;
using Grpc.Core;

namespace Allora.Cli.Running;

/// <summary>Runs a command: an error becomes one line on standard error and an exit code.</summary>
internal static class CliAction
{
    /// <summary>An option of every command: json instead of text.</summary>
    public static Option<OutputFormat> Output { get; } = new("--output")
    {
        Description = "text for people, json for programs.",
        Recursive = true,
        DefaultValueFactory = static _ => OutputFormat.Text,
    };

    public static Command Runs(this Command command, Func<ParseResult, Screen, CancellationToken, Task<int>> action)
    {
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, action, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, Screen, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        var isJson = ErrorLines.Choose(parsed) || parsed.GetValue(Output) == OutputFormat.Json;
        try
        {
            return await action(parsed, new Screen(Console.Out, isJson), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (UsageException wrong)
        {
            foreach (var problem in wrong.Problems)
                Fail(parsed, problem, ExitCodes.Usage);
            return ExitCodes.Usage;
        }
        catch (Exception wrong) when (wrong is WalletException or FormatException or ArgumentException or DirectoryNotFoundException or FileNotFoundException)
        {
            return Fail(parsed, Problems.Text(wrong), ExitCodes.Usage);
        }
        catch (AlloraException mistake) when (mistake.Reason is AlloraErrorReason.WrongChain or AlloraErrorReason.JournalHeld or AlloraErrorReason.InvalidConfiguration)
        {
            return Fail(parsed, Problems.Text(mistake), ExitCodes.Usage);
        }
        catch (Exception failed) when (failed is AlloraException or IOException or UnauthorizedAccessException or HttpRequestException or PlatformNotSupportedException)
        {
            return Fail(parsed, Problems.Text(failed), ExitCodes.Failed);
        }
        catch (RpcException refused)
        {
            return Fail(parsed, $"the node answered {refused.StatusCode}: {refused.Status.Detail}", ExitCodes.Failed);
        }
    }

    private static int Fail(ParseResult parsed, string message, int code)
    {
        ErrorLines.Fail(Shown.OneLine(MisplacedSecrets.Without(message, parsed).ReplaceLineEndings(" ")));
        return code;
    }
}

/// <summary>The format of the output.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}
