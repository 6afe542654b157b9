using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Allora.Samples.Fleet;

/// <summary>A PostgreSQL server in a folder of its own, from Debian's package or from the PATH; no service is used or changed.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const string Debian = "/usr/lib/postgresql";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-fleet-");
    private readonly int _port = FreePort();

    private Database()
    {
    }

    /// <summary>The folder of the server's programs; null if there is none.</summary>
    public static string? Programs { get; } = (Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(static one => Path.Combine(one, "bin")) : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")));

    /// <summary>Without a password: the server takes connections of this machine alone.</summary>
    public string Connection => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=owner;Database=postgres");

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<Database> StartAsync()
    {
        var database = new Database();
        // The server refuses to run as root: its user makes the data's folder.
        if (!OperatingSystem.IsWindows())
            database._folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        await RunAsync("initdb", "-D", database.Data, "-A", "trust", "-U", "owner", "--locale=C", "-E", "UTF8");
        await RunAsync("pg_ctl", "-D", database.Data, "-w", "-l", Path.Combine(database._folder.FullName, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {database._port} -k {database._folder.FullName} -c listen_addresses=127.0.0.1"), "start");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "-D", Data, "-m", "fast", "stop");
        _folder.Delete(recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        // The server keeps the pipe that it inherits: the command's own end is waited for, not the pipe's.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        while (!process.HasExited)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
