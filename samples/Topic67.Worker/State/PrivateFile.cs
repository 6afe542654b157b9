namespace Topic67.Worker.State;

/// <summary>Files and folders that only their owner can read, whatever the umask: logs and state show what a wallet does.</summary>
internal static class PrivateFile
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder700 = File600 | UnixFileMode.UserExecute;

    /// <summary>Makes a folder (0700); one that exists keeps its mode.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Folder700);
    }

    /// <summary>Opens a file without a buffer; a new one is 0600, and one of an earlier version becomes 0600.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open)
            options.UnixCreateMode = File600;
        var stream = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
            Tighten(stream);
        return stream;
    }

    /// <summary>Replaces a file in one step: readers see the old content or the new.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        using (var next = Open(path + ".next", FileMode.Create, FileAccess.Write, FileShare.None))
            next.Write(content);
        File.Move(path + ".next", path, overwrite: true);
    }

    /// <summary>Whether every user may add and remove files in a folder: it is writable by all, and not sticky.</summary>
    public static bool IsOpenToAll(string folder) =>
        !OperatingSystem.IsWindows() && Directory.Exists(folder)
        && File.GetUnixFileMode(folder) is var mode && (mode & UnixFileMode.OtherWrite) != 0 && (mode & UnixFileMode.StickyBit) == 0;

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Tighten(FileStream stream)
    {
        try
        {
            if ((File.GetUnixFileMode(stream.SafeFileHandle) & ~File600) != 0)
                File.SetUnixFileMode(stream.SafeFileHandle, File600);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It belongs to another user, or its file system has no modes.
        }
    }
}
