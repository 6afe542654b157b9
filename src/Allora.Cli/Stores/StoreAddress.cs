using Allora.Cli.Running;
using Npgsql;

namespace Allora.Cli.Stores;

/// <summary>The kind of a store.</summary>
internal enum StoreKind
{
    /// <summary>A folder with a file for each wallet.</summary>
    File,

    /// <summary>One SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database.</summary>
    PostgreSql,
}

/// <summary>A store as users name it: file:FOLDER, sqlite:FILE or postgresql:CONNECTION.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Place">The folder, the file or the connection string.</param>
internal sealed record StoreAddress(StoreKind Kind, string Place)
{
    public const string Help = "file:FOLDER, sqlite:FILE, postgresql:file:FILE (a file of mode 0600 with the connection string), postgresql:env:NAME (an environment variable with it) or postgresql:Host=...";

    private const string FromFile = "file:";
    private const string FromVariable = "env:";

    /// <summary>Reads a store's name. A connection string given as an argument must not have a password: other users of the machine see arguments.</summary>
    /// <param name="text">The name.</param>
    /// <param name="called">What holds it, for messages.</param>
    /// <param name="isArgument">Whether it is an argument of the process.</param>
    /// <exception cref="UsageException">It cannot be read; the message does not repeat a connection string.</exception>
    public static StoreAddress Parse(string text, string called, bool isArgument)
    {
        var (kind, rest) = text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? (text[..colon], text[(colon + 1)..]) : ("", "");
        return kind switch
        {
            _ when rest.Length == 0 => throw Unreadable(called),
            "file" => new StoreAddress(StoreKind.File, Path.GetFullPath(rest)),
            "sqlite" => new StoreAddress(StoreKind.Sqlite, Path.GetFullPath(rest)),
            "postgresql" when rest.StartsWith(FromFile, StringComparison.Ordinal) => PostgreSql(SecretText.OfFile(rest[FromFile.Length..], called), called, isArgument: false),
            "postgresql" when rest.StartsWith(FromVariable, StringComparison.Ordinal) => PostgreSql(SecretText.OfVariable(rest[FromVariable.Length..], called), called, isArgument: false),
            "postgresql" => PostgreSql(rest, called, isArgument),
            _ => throw Unreadable(called),
        };
    }

    /// <summary>The kind and the place, without a secret.</summary>
    public override string ToString() => Kind == StoreKind.PostgreSql && new NpgsqlConnectionStringBuilder(Place) is var server
        ? $"PostgreSQL on {server.Host}, database {server.Database ?? server.Username}"
        : $"{(Kind == StoreKind.Sqlite ? "SQLite file" : "files in")} {Place}";

    private static StoreAddress PostgreSql(string connection, string called, bool isArgument)
    {
        try
        {
            var server = new NpgsqlConnectionStringBuilder(connection);
            if (isArgument && (server.Password ?? server.SslPassword) is not null)
                throw new UsageException($"{called} holds a password: other users of this machine can read arguments. Change the password, write the connection string into a file of mode 0600, and give postgresql:file:FILE");
            return server.Host is null ? throw new UsageException($"{called}: the connection string names no server: it needs Host=...;Username=...;Database=...") : new StoreAddress(StoreKind.PostgreSql, connection);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The message would repeat a part of the text, which may hold a password.
            throw new UsageException($"{called}: the connection string cannot be read: it is written Host=...;Username=...;Database=... (it is not shown here, since it may hold a password)");
        }
    }

    private static UsageException Unreadable(string called) => new($"{called} is not a store: write {Help}");
}
