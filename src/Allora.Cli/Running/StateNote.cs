using Allora.Sdk.Sending.Journal;

namespace Allora.Cli.Running;

/// <summary>A note about a state folder whose files every user may exchange: the journal keeps a transaction from being sent twice.</summary>
internal static class StateNote
{
    /// <summary>Writes the note to standard error if it is due.</summary>
    /// <param name="folder">The state folder; null for the user's own.</param>
    public static void Write(string? folder)
    {
        var path = Path.GetFullPath(folder ?? (StateFolders.LocalData() is { } local ? StateFolders.Default(local) : "."));
        if (IsOpenToAll(path))
            ErrorLines.Note($"any user may change the files of the state folder {Shown.OneLine(path)}: run chmod o-w {Shown.OneLine(path)}");
    }

    private static bool IsOpenToAll(string path) => !OperatingSystem.IsWindows() && Directory.Exists(path)
        && File.GetUnixFileMode(path) is var mode && (mode & UnixFileMode.OtherWrite) != 0 && (mode & UnixFileMode.StickyBit) == 0;
}
