using System.Runtime.Versioning;
using Allora.Sdk.Wallets;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>Opens a file that only its owner may read. Of a link the target counts; a mounted secret, which belongs to another user, may be readable by its group.</summary>
    /// <exception cref="WalletException">Others may read or write it, or exchange it in its folder.</exception>
    public static FileStream OpenPrivate(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            if (!OperatingSystem.IsWindows())
                Refuse(path, stream.SafeFileHandle);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // The mode of the open file, so that it cannot be exchanged between check and use.
    [UnsupportedOSPlatform("windows")]
    private static void Refuse(string path, SafeFileHandle handle)
    {
        var mode = File.GetUnixFileMode(handle);
        if ((mode & Others) != 0 && ((mode & Others) != UnixFileMode.GroupRead || !FileOwner.IsAnother(handle)))
            throw new WalletException($"{path} has mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}, wider than 0600: others may have read it. Run chmod 600 {path}");
        foreach (var folder in new[] { Path.GetFullPath(path), File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName }.Select(Path.GetDirectoryName).OfType<string>().Distinct())
        {
            if (File.GetUnixFileMode(folder) is var open && (open & UnixFileMode.OtherWrite) != 0 && (open & UnixFileMode.StickyBit) == 0)
                throw new WalletException($"any user may exchange {path}, since its folder {folder} can be changed by all: run chmod o-w {folder}");
        }
    }
}
