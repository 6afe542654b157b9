namespace Allora.Sdk.Dashboard.History;

/// <summary>Windows of this run and earlier ones, for reading. Implementations are called from any thread, several times at once.</summary>
public interface IWindowHistory
{
    /// <summary>Reads windows, those of the highest nonces first; those of equal nonces in the order of their workers' names.</summary>
    /// <param name="filter">The choice; <see cref="WindowFilter.Limit"/> bounds the work as well.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    ValueTask<IReadOnlyList<WindowRecord>> ReadAsync(WindowFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Reads one window.</summary>
    /// <param name="worker">The worker's name.</param>
    /// <param name="nonce">The nonce (a height, blocks).</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The window; null if it is not known.</returns>
    ValueTask<WindowRecord?> FindAsync(string worker, long nonce, CancellationToken cancellationToken = default);
}
