namespace Topic67.Worker.State;

/// <summary>Recognizes a full disk, which is not a wrong configuration: a later start succeeds.</summary>
internal static class DiskFull
{
    /// <summary>The operating system's error number, which .NET keeps as the exception's HResult.</summary>
    public const int Error = 28;

    private const long Least = 1 << 20;

    public static bool Is(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is IOException && exception.HResult == Error)
                return true;
        }

        return false;
    }

    /// <summary>Returns a message if the disk of a folder has less than a megabyte left; otherwise null.</summary>
    public static string? Trouble(string folder)
    {
        try
        {
            return Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace is var free && free < Least
                ? FormattableString.Invariant($"the disk of {folder} is full ({free} bytes left): free space there; a running worker then continues by itself")
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
