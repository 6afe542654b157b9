using System.Text;
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

    // A command that only tests whether the lock is free has it for a moment.
    private const int Attempts = 10;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the lock; throws if another process has it, and names that process.</summary>
    public static async Task<InstanceLock> TakeAsync(StateFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.CreateFolder(folder.Path);
            var taken = TryTake(folder);
            for (var attempt = 1; taken is null && attempt < Attempts; attempt++)
            {
                await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
                taken = TryTake(folder);
            }

            if (taken is null)
            {
                throw new ConfigurationException(
                    $"Another worker runs with the state folder {folder.Path} ({Holder(folder)}). Stop it first (Topic67.Worker stop --state {folder.Path}), or name another folder with --state.");
            }

            Describe(folder, time.GetUtcNow());
            return taken;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var message = $"The state folder {folder.Path} cannot be used: {exception.Message}";
            throw DiskFull.Is(exception) ? new UnusableStateException(message) : new ConfigurationException(message);
        }
    }

    /// <summary>Takes the lock if it is free.</summary>
    public static InstanceLock? TryTake(StateFolder folder)
    {
        try
        {
            return new InstanceLock(PrivateFile.Open(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(folder.Lock))
        {
            return null;
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

    private static void Describe(StateFolder folder, DateTimeOffset now)
    {
        try
        {
            PrivateFile.Replace(folder.Instance, Encoding.UTF8.GetBytes(FormattableString.Invariant($"process {Environment.ProcessId} on {Environment.MachineName} since {now:yyyy-MM-ddTHH:mm:ssZ}")));
            File.Delete(folder.StopRequest);
        }
        catch (IOException exception) when (DiskFull.Is(exception))
        {
            // The text is for people; the lock is the kernel's.
        }
    }
}
