using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Allora.Cli.Running;
using Allora.Sdk.Sending.Journal;

namespace Allora.Cli.Worker.Reloading;

/// <summary>Marks in a state folder which process runs a file: a lock that ends with the process, and its id beside it.</summary>
internal sealed partial class RunMark : IDisposable
{
    private const UnixFileMode Folder700 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int SigHup = 1;

    private readonly FileStream _lock;
    private readonly string _id;

    private RunMark(FileStream held, string id) => (_lock, _id) = (held, id);

    /// <summary>Marks this process; null if another one runs the file, or if the folder cannot be written.</summary>
    public static RunMark? TryTake(string? state, string file)
    {
        try
        {
            var (folder, name) = PlaceOf(state, file);
            if (OperatingSystem.IsWindows())
                return null;
            Directory.CreateDirectory(folder, Folder700);
            var held = new FileStream(name + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(name + ".pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new RunMark(held, name + ".pid");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Sends SIGHUP to the process that runs a file.</summary>
    /// <returns>The process's id.</returns>
    /// <exception cref="UsageException">None runs it.</exception>
    public static int Signal(string? state, string file)
    {
        var (folder, name) = PlaceOf(state, file);
        var none = new UsageException($"no process runs {file} with the state folder {folder}: start it with 'allora worker run --config {file}'");
        if (!File.Exists(name + ".lock") || !File.Exists(name + ".pid"))
            throw none;
        try
        {
            using (new FileStream(name + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                throw none;
        }
        catch (IOException)
        {
            // Held: it runs.
        }

        return int.TryParse(File.ReadAllText(name + ".pid"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 && Kill(id, SigHup) == 0 ? id : throw none;
    }

    public void Dispose()
    {
        File.Delete(_id);
        _lock.Dispose();
    }

    private static (string Folder, string Name) PlaceOf(string? state, string file)
    {
        var folder = Path.GetFullPath(state ?? StateFolders.Default(StateFolders.LocalData()));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(file))).AsSpan(0, 8));
        return (folder, Path.Combine(folder, $"run-{hash}"));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
