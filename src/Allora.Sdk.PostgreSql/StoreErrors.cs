using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql;

/// <summary>The database's failures in the library's words.</summary>
internal static class StoreErrors
{
    /// <summary>The database did not do what was asked; whether it did it all the same is not known.</summary>
    public static JournalException Unavailable(string what, NpgsqlException exception) => new($"{what}: {Cause(exception)}", exception);

    private static string Cause(NpgsqlException exception) => exception is PostgresException { SqlState: var state } refused
        ? state switch
        {
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => "the store's tables are missing. Create them with 'allora store create' or PostgreSqlStore.CreateAsync, as a role that may.",
            PostgresErrorCodes.InsufficientPrivilege => $"the database's role lacks a right ({refused.MessageText}). Grant it select, insert, update and delete on the store's tables.",
            PostgresErrorCodes.ReadOnlySqlTransaction => "the server is a standby and takes no writes. Connect to the primary.",
            _ => $"the database refused it ({refused.SqlState}: {refused.MessageText}).",
        }
        : $"the database cannot be reached ({exception.Message}). Nothing is signed or sent before it answers again.";
}
