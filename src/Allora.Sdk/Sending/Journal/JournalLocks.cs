namespace Allora.Sdk.Sending.Journal;

/// <summary>The locks of an open journal: the file's, and the wallet's.</summary>
internal sealed class JournalLocks : IDisposable
{
    private readonly List<FileStream> _held = [];

    /// <exception cref="JournalException">Another process holds one of them.</exception>
    /// <exception cref="IOException">The state folder cannot be used.</exception>
    public static JournalLocks Take(JournalPlace place)
    {
        var locks = new JournalLocks();
        try
        {
            PrivateFiles.CreateFolder(place.Folder);
            locks.Add(place.File + ".lock", place);
            if (place.WalletLock is { } wallet && IsUsable(place.Locks!))
                locks.Add(wallet, place);
            if (place.FormerFile is { } former)
                locks.Add(former + ".lock", place);
            return locks;
        }
        catch
        {
            locks.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in _held)
            file.Dispose();
        _held.Clear();
    }

    // A container may have a state folder and no home that can be written: then the folder's own lock is all there is.
    private static bool IsUsable(string folder)
    {
        try
        {
            PrivateFiles.CreateFolder(folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Add(string path, JournalPlace place)
    {
        try
        {
            _held.Add(PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw JournalException.Held($"Another process runs the wallet {place.Key} (it holds {path}). Stop it first, or give this one another wallet.", exception);
        }
    }
}
