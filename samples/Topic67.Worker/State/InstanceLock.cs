using Topic67.Worker.Settings;

namespace Topic67.Worker.State;

/// <summary>
/// Excludes a second worker from a state folder. It is the kernel's lock on an open file: it works across containers that share the
/// folder, and ends with a killed process.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; throws if another process has it, and names that process.</summary>
    public static InstanceLock Take(StateFolder folder, DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            var taken = TryTake(folder) ?? throw new ConfigurationException(
                $"Another worker runs with the state folder {folder.Path} ({Holder(folder)}). Stop it first (Topic67.Worker stop --state {folder.Path}), or name another folder with --state.");
            File.WriteAllText(folder.Instance, FormattableString.Invariant($"process {Environment.ProcessId} on {Environment.MachineName} since {now:yyyy-MM-ddTHH:mm:ssZ}"));
            File.Delete(folder.StopRequest);
            return taken;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The state folder {folder.Path} cannot be used: {exception.Message}");
        }
    }

    /// <summary>True if a worker runs with this folder.</summary>
    public static bool IsHeld(StateFolder folder)
    {
        if (!File.Exists(folder.Lock))
            return false;
        using var taken = TryTake(folder);
        return taken is null;
    }

    /// <summary>The holder of the lock, in its own words.</summary>
    public static string Holder(StateFolder folder) => File.Exists(folder.Instance) ? File.ReadAllText(folder.Instance).Trim() : "unknown";

    public void Dispose() => _file.Dispose();

    private static InstanceLock? TryTake(StateFolder folder)
    {
        try
        {
            return new InstanceLock(new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(folder.Lock))
        {
            return null;
        }
    }
}
