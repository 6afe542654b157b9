using Allora.Sdk.Alerts;

namespace Allora.Sdk.Hosting.Configuration;

/// <summary>A section of alerts: the properties of <see cref="AlertOptions"/> by their names. No failure shows the webhook's address.</summary>
internal static class AlertOptionsReader
{
    public static void Read(ConfigurationReader reader, AlertOptions options)
    {
        reader.Text(nameof(options.Webhook), text => ReadWebhook(reader, text, options));
        reader.Text(nameof(options.WebhookFile), v => options.WebhookFile = v);
        reader.Duration(nameof(options.EvaluationInterval), v => options.EvaluationInterval = v);
        reader.Duration(nameof(options.RepeatInterval), v => options.RepeatInterval = v);
        reader.Duration(nameof(options.RequestTimeout), v => options.RequestTimeout = v);
        List<AlertKind> leftOut = [];
        foreach (var kind in reader.List(nameof(options.LeaveOut)))
        {
            if (Enum.TryParse<AlertKind>(kind.Value, ignoreCase: true, out var known) && Enum.IsDefined(known))
                leftOut.Add(known);
            else
                reader.Fail($"{nameof(options.LeaveOut)} has \"{SafeText.Value(kind.Value ?? "")}\"; the alerts are: {string.Join(", ", Enum.GetNames<AlertKind>())}.");
        }

        if (leftOut.Count > 0)
            options.LeaveOut = leftOut;
        reader.RefuseOthers();
    }

    private static void ReadWebhook(ConfigurationReader reader, string text, AlertOptions options)
    {
        try
        {
            options.Webhook = AlertWebhook.Parse(text);
        }
        catch (ArgumentException wrong)
        {
            reader.Fail(wrong.Message);
        }
    }
}
