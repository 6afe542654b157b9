using System.Text;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Alerts;

/// <summary>The address of a webhook, which is a secret: whoever has it can write there. No message shows it.</summary>
public static class AlertWebhook
{
    private const string Expected = "which is not shown here; write one absolute address such as https://host/path, without blanks";

    /// <summary>Reads the address of a webhook.</summary>
    /// <param name="text">The address: http or https, absolute, without blanks; a user and a password in it are sent as Basic authentication.</param>
    /// <exception cref="ArgumentException">It is not such an address. The message does not show it.</exception>
    public static Uri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text) ?? throw new ArgumentException($"The address of the webhook for alerts is wrong, {Expected}.");
    }

    /// <summary>Reads the address from a file of one line with mode 0600, as key files have.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">It has no such address. The message does not show it.</exception>
    /// <exception cref="WalletException">The file cannot be read, or others can read it.</exception>
    public static Uri ReadFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains("://", StringComparison.Ordinal) || SafeText.IsKeyMaterial(path))
            throw new ArgumentException("The path of the webhook's file is an address or a key itself, which is not shown here: write the address into a file with mode 0600, and give the file's path.");
        if (!File.Exists(path) && path.Split('/', '\\').Any(static part => SafeText.MayBeKey(part)))
            throw new ArgumentException("The webhook's file does not exist; its path looks like a key and is not shown here.");
        var bytes = OwnerFile.Read(path, "webhook file", "address");
        return TryParse(Encoding.UTF8.GetString(bytes).Trim().TrimStart('\ufeff')) ?? throw new ArgumentException($"The webhook file {path} has a wrong address, {Expected}.");
    }

    internal static bool IsRight(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0;

    private static Uri? TryParse(string text) =>
        !text.AsSpan().ContainsAny(" \t\r\n") && Uri.TryCreate(text, UriKind.Absolute, out var address) && IsRight(address) ? address : null;
}
