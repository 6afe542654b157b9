using Npgsql;
using NpgsqlTypes;

namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>Statements on the tables of one schema.</summary>
internal sealed class StoreStatements(NpgsqlDataSource source, string schema)
{
    /// <summary>The store's database.</summary>
    public NpgsqlDataSource Source { get; } = source;

    /// <summary>The schema's name, which needs no quotes.</summary>
    public string Schema { get; } = schema;

    /// <summary>Makes a command; "{0}" in the text stands for the schema.</summary>
    public NpgsqlCommand Create(string text, params IReadOnlyList<object> values) => With(Source.CreateCommand(Named(text)), values);

    /// <summary>Makes a command of a connection.</summary>
    public NpgsqlCommand Create(NpgsqlConnection connection, string text, params IReadOnlyList<object> values) => With(new NpgsqlCommand(Named(text), connection), values);

    /// <summary>
    /// Runs what may be run twice. If the server was restarted, every idle connection is broken: the first failure closes them all, and the second
    /// try has a new one.
    /// </summary>
    public async Task<T> TwiceAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (NpgsqlException exception) when (exception is not PostgresException { IsTransient: false })
        {
            Source.Clear();
            return await work().ConfigureAwait(false);
        }
    }

    private static NpgsqlCommand With(NpgsqlCommand command, IReadOnlyList<object> values)
    {
        foreach (var value in values)
            command.Parameters.Add(value is TimeSpan time ? new NpgsqlParameter { Value = time, NpgsqlDbType = NpgsqlDbType.Interval } : new NpgsqlParameter { Value = value });
        return command;
    }

    private string Named(string text) => text.Replace("{0}", Schema, StringComparison.Ordinal);
}
