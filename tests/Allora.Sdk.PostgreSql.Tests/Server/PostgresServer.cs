using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Tests.Server;

/// <summary>A server of one's own, in a folder, on the loopback interface; without a server's programs it is absent.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly int _port = FreePort();
    private DirectoryInfo? _folder;
    private NpgsqlDataSource? _source;

    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("There is no server.");

    private string Data => Path.Combine(_folder!.FullName, "data");

    public async ValueTask InitializeAsync()
    {
        if (PostgresBinaries.Folder is null)
            return;
        _folder = Directory.CreateTempSubdirectory("allora-postgres-");
        // The server's user makes its folder itself.
        if (!OperatingSystem.IsWindows())
            _folder.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        await PostgresBinaries.RunAsync("initdb", "-D", Data, "-A", "trust", "-U", "owner", "--no-sync", "--locale=C", "-E", "UTF8");
        await StartAsync();
        _source = As("owner");
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
            return;
        if (_source is not null)
            await _source.DisposeAsync();
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Connections of a role.</summary>
    public NpgsqlDataSource As(string role) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = role, Database = "postgres", Timeout = 5, CommandTimeout = 10 }.ToString());

    public Task StartAsync() => PostgresBinaries.RunAsync(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder!.FullName, "log"), "-o", $"-p {_port} -k {_folder.FullName} -c listen_addresses=127.0.0.1 -c fsync=off", "start");

    /// <summary>Ends the server as a crash does.</summary>
    public Task StopAsync() => PostgresBinaries.RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    /// <summary>Keeps a copy of the stopped server's files, or puts the copy back.</summary>
    public async Task BackupAsync(bool restore)
    {
        var copy = Data + ".backup";
        var (from, to) = restore ? (copy, Data) : (Data, copy);
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        await PostgresBinaries.CopyAsync(from, to);
    }

    public async Task ExecuteAsync(string text)
    {
        await using var command = Source.CreateCommand(text);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
