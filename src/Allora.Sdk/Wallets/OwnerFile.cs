using Microsoft.Win32.SafeHandles;

namespace Allora.Sdk.Wallets;

/// <summary>Reads small files that only their owner may read: a file with a wider mode, or in a folder that every user can change, is rejected. Windows has no such modes.</summary>
internal static class OwnerFile
{
    private const int MaximumLength = 4096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">The kind of file for messages, such as "key file".</param>
    /// <param name="content">What the file has, for messages.</param>
    /// <exception cref="WalletException">The file cannot be read, is too large, or is readable by others.</exception>
    public static byte[] Read(string path, string kind, string content)
    {
        try
        {
            RefuseOpenFolders(path, kind, content);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            // The mode of the open handle, so that the file cannot be replaced between check and use.
            if (!OperatingSystem.IsWindows())
                RefuseOthers(path, Start(kind), File.GetUnixFileMode(stream.SafeFileHandle), stream.SafeFileHandle);
            if (stream.Length > MaximumLength)
                throw new WalletException($"{path} is not a {kind}: it is larger than {MaximumLength} bytes");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WalletException($"{Start(kind)} {path} cannot be read: {failure.Message}", failure);
        }
    }

    // Whoever may add and remove files in the folder of such a file, or of a link to it, can replace it.
    private static void RefuseOpenFolders(string path, string kind, string content)
    {
        if (OperatingSystem.IsWindows())
            return;
        string?[] files = [Path.GetFullPath(path), File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName];
        foreach (var folder in files.Select(static file => Path.GetDirectoryName(file)).Distinct())
        {
            if (folder is { Length: > 0 } && Directory.Exists(folder) && File.GetUnixFileMode(folder) is var mode && (mode & UnixFileMode.OtherWrite) != 0 && (mode & UnixFileMode.StickyBit) == 0)
                throw new WalletException($"The folder {folder} of the {kind} {path} may be changed by any user, who could replace the {content}. Run: chmod o-w {folder}");
        }
    }

    private static void RefuseOthers(string path, string start, UnixFileMode mode, SafeFileHandle handle)
    {
        if ((mode & ~OwnerOnly) == 0)
            return;
        // A mounted secret belongs to another user, and is given to this one by its group.
        if ((mode & ~(OwnerOnly | UnixFileMode.GroupRead)) == 0 && FileOwner.IsAnother(handle))
            return;
        throw new WalletException(
            $"{start} {path} has mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}, wider than 0600: others may have read it. Run: chmod 600 {path}");
    }

    private static string Start(string kind) => char.ToUpperInvariant(kind[0]) + kind[1..];
}
