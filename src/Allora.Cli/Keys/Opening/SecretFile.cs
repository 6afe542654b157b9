using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Opening;

/// <summary>Files that hold a secret in a form that only this tool reads.</summary>
internal static class SecretFile
{
    private const int Longest = 65_536;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The text of a key file.</summary>
    /// <exception cref="WalletException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= Longest ? File.ReadAllText(path) : throw new WalletException($"{path} is not a key file: it is larger than {Longest} bytes");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WalletException($"Key file {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Refuses a file that others may read; of a link the target counts.</summary>
    /// <exception cref="WalletException">Others may read or write it.</exception>
    public static void RequirePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return;
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if ((File.GetUnixFileMode(target) & Others) is var wide and not 0)
            throw new WalletException($"{path} has mode {Convert.ToString((int)File.GetUnixFileMode(target), 8).PadLeft(4, '0')} ({wide}), wider than 0600: run chmod 600 {target}");
    }
}
