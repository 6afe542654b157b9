namespace Allora.Sdk.Workers.History;

/// <summary>Keeps what became of submissions. Implement it for databases; Allora.Sdk.Sqlite and Allora.Sdk.PostgreSql have one each.</summary>
public interface IHistoryStore
{
    /// <summary>Adds rows. Of a row that is there (chain, wallet, topic, nonce, role) the fields that are not null are replaced.</summary>
    /// <param name="rows">The rows, in the order of their changes.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The store cannot be written (<see cref="AlloraErrorReason.Unavailable"/>).</exception>
    ValueTask WriteAsync(IReadOnlyList<HistoryRow> rows, CancellationToken cancellationToken = default);

    /// <summary>Reads a topic's rows, the oldest nonce first.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="since">Rows that were changed at this time (UTC) or later. Default: all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The store cannot be read (<see cref="AlloraErrorReason.Unavailable"/>).</exception>
    IAsyncEnumerable<HistoryRow> ReadAsync(ulong topicId, DateTimeOffset? since = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes rows that were not changed since a time.</summary>
    /// <param name="before">The time (UTC).</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The number of deleted rows.</returns>
    /// <exception cref="AlloraException">The store cannot be written (<see cref="AlloraErrorReason.Unavailable"/>).</exception>
    ValueTask<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}
