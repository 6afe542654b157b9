namespace Allora.Sdk.Dashboard.History;

/// <summary>The windows in memory together with those of an earlier history. A window that both have is the one in memory: it is newer.</summary>
internal sealed class Merged(MemoryHistory memory, IWindowHistory? earlier) : IWindowHistory
{
    public async ValueTask<IReadOnlyList<WindowRecord>> ReadAsync(WindowFilter filter, CancellationToken cancellationToken = default)
    {
        var recent = await memory.ReadAsync(filter, cancellationToken).ConfigureAwait(false);
        if (earlier is null)
            return recent;
        // A window whose record in the store is older than the one in memory may have matched only there.
        var stored = (await earlier.ReadAsync(filter, cancellationToken).ConfigureAwait(false))
            .Where(old => memory.Of(old.Worker).Find(old.Result.Nonce) is null);
        return [.. InOrder(recent.Concat(stored)).Take(filter.Limit)];
    }

    public async ValueTask<WindowRecord?> FindAsync(string worker, long nonce, CancellationToken cancellationToken = default) =>
        await memory.FindAsync(worker, nonce, cancellationToken).ConfigureAwait(false)
        ?? (earlier is null ? null : await earlier.FindAsync(worker, nonce, cancellationToken).ConfigureAwait(false));

    public static IEnumerable<WindowRecord> InOrder(IEnumerable<WindowRecord> windows) =>
        windows.OrderByDescending(static one => one.Result.Nonce).ThenBy(static one => one.Worker, StringComparer.Ordinal);
}
