using System.CommandLine;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Alerts;
using Microsoft.Extensions.Logging;

namespace Allora.Cli.Telemetry;

/// <summary>Where a command sends alerts: the address is a secret, from the environment or from a private file, never an argument.</summary>
internal sealed class AlertSettings
{
    /// <summary>The environment variable with the webhook's address.</summary>
    public const string Variable = "ALLORA_ALERT_WEBHOOK";

    public Option<string?> File { get; } = new("--alert-webhook-file")
    {
        Description = $"A file (mode 0600) with the address of a webhook that gets alerts, in Alertmanager's form. Default: the variable {Variable}, else none.",
        HelpName = "FILE",
    };

    /// <summary>The options of the alerts; null if none are wanted.</summary>
    /// <exception cref="UsageException">The address is wrong, or given twice.</exception>
    /// <exception cref="Sdk.Wallets.WalletException">The file cannot be read, or others can read it.</exception>
    public AlertOptions? Read(ParseResult parsed)
    {
        var variable = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;
        var file = parsed.GetValue(File);
        if (variable is not null && file is not null)
            throw new UsageException($"{File.Name} and {Variable} are both given: give one");
        return variable is not null ? new AlertOptions { Webhook = Address(Variable, () => AlertWebhook.Parse(variable)) }
            : file is not null ? new AlertOptions { Webhook = Address(File.Name, () => AlertWebhook.ReadFile(file)) }
            : null;
    }

    /// <summary>Sends alerts, if they are wanted, until the token is cancelled.</summary>
    public static Task RunAsync(AlertOptions? options, Func<IReadOnlyCollection<WorkerRunner>> workers, ILoggerFactory loggers, TimeProvider time, CancellationToken stop) =>
        options is null ? Task.CompletedTask : new AlloraAlerts(options, workers, loggers, time).RunAsync(stop);

    private static Uri Address(string name, Func<Uri> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"{name}: {wrong.Message}");
        }
    }
}
