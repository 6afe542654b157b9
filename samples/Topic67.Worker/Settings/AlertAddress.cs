using Allora.Sdk.Alerts;
using Allora.Sdk.Wallets;

namespace Topic67.Worker.Settings;

/// <summary>The address of the webhook that gets alerts, itself or in a file. No message shows it.</summary>
internal static class AlertAddress
{
    private const string Name = "ALERT_WEBHOOK";
    private const string FileName = "ALERT_WEBHOOK_FILE";

    public static Uri? Read(EnvFile env)
    {
        var (address, file) = (env[Name], env[FileName]);
        if (address is not null && file is not null)
            throw new ConfigurationException($"Both {Name} and {FileName} are given: give one.");
        return address is not null ? Read(Name, () => AlertWebhook.Parse(address))
            : file is not null ? Read(FileName, () => AlertWebhook.ReadFile(file))
            : null;
    }

    private static Uri Read(string name, Func<Uri> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is ArgumentException or WalletException)
        {
            throw new ConfigurationException($"{name}: {wrong.Message}");
        }
    }
}
