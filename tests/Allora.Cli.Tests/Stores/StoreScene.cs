using Allora.Sdk.PostgreSql.Tests.Server;
using Npgsql;

namespace Allora.Cli.Tests.Stores;

/// <summary>A database of one's own on the tests' server, and a file with its connection string.</summary>
internal sealed class StoreScene
{
    private const UnixFileMode Mode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private StoreScene(CliHome home, NpgsqlDataSource database, string connection) => (Home, Database, Connection) = (home, database, connection);

    public CliHome Home { get; }

    public NpgsqlDataSource Database { get; }

    public string Connection { get; }

    public string Store => $"postgresql:file:{Home["store"]}";

    public static async Task<StoreScene> CreateAsync(PostgresServer server, CliHome home)
    {
        PostgresBinaries.Require();
        var name = $"cli_{Guid.NewGuid():N}";
        await server.ExecuteAsync($"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(server.Source.ConnectionString) { Database = name, Pooling = false }.ToString();
        await File.WriteAllTextAsync(home["store"], connection + "\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(home["store"], Mode600);
        return new StoreScene(home, NpgsqlDataSource.Create(connection), connection);
    }

    public async Task<object?> ScalarAsync(string text)
    {
        await using var command = Database.CreateCommand(text);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
