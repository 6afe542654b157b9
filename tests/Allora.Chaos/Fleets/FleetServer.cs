using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Allora.Chaos.Fleets;

/// <summary>A PostgreSQL server in a folder of its own, from Debian's package; its service is not used.</summary>
internal sealed class FleetServer : IAsyncDisposable
{
    private const string Debian = "/usr/lib/postgresql";

    private readonly DirectoryInfo _folder;
    private readonly int _port;

    private FleetServer(DirectoryInfo folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>The folder of the server's programs; null if there is none.</summary>
    public static string? Programs { get; } = (Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(static one => Path.Combine(one, "bin")) : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    public string Connection => new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = "owner", Database = "postgres", Timeout = 3, CommandTimeout = 10 }.ToString();

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<FleetServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("allora-fleet-");
        // The server's user makes its folder itself.
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var server = new FleetServer(folder, port);
        await RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "owner", "--no-sync", "--locale=C", "-E", "UTF8");
        await server.StartServerAsync();
        return server;
    }

    public Task StartServerAsync() => RunAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", Options, "start");

    /// <summary>Ends it as a crash does.</summary>
    public Task StopServerAsync() => RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    public Task RestartServerAsync() => RunAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", Options, "-m", "immediate", "restart");

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        _folder.Delete(recursive: true);
    }

    private string Options => $"-p {_port} -k {_folder.FullName} -c listen_addresses=127.0.0.1 -c fsync=off";

    // The server refuses to run as root.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        // The server keeps the pipes that it inherits: only the command itself is waited for.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
