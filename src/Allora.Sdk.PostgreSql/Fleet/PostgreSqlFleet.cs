using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>A fleet as its operator sees it: specifications of workers, members, and the wallets with their holders.</summary>
public sealed class PostgreSqlFleet
{
    private readonly StoreStatements _statements;
    private readonly MemberTable _members;
    private readonly WorkerTable _workers;
    private readonly string _chain;

    /// <summary>Names the fleet; no connection is made yet.</summary>
    /// <param name="source">The database of the store.</param>
    /// <param name="chainId">The chain: a store may have a fleet for each.</param>
    /// <param name="options">The options, of which the schema matters. Default: the schema "allora".</param>
    /// <exception cref="AlloraException">An option is out of its bounds (<see cref="AlloraErrorReason.InvalidConfiguration"/>).</exception>
    public PostgreSqlFleet(NpgsqlDataSource source, string chainId, PostgreSqlJournalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(chainId);
        _statements = new StoreStatements(source, (options ?? new PostgreSqlJournalOptions()).Validated().Schema);
        (_members, _workers) = (new MemberTable(_statements, chainId), new WorkerTable(_statements, chainId));
        _chain = chainId;
    }

    /// <summary>Adds and changes specifications, all or none. Members follow within a second.</summary>
    /// <param name="workers">The specifications.</param>
    /// <param name="prune">Whether specifications that are not among them are removed. Default false.</param>
    /// <param name="cancellationToken">Cancels the request; then nothing was changed.</param>
    /// <exception cref="AlloraException">A wallet would answer a topic twice (<see cref="AlloraErrorReason.InvalidConfiguration"/>).</exception>
    /// <exception cref="JournalException">The store cannot be used.</exception>
    public async Task<FleetChanges> ApplyAsync(IReadOnlyList<FleetWorker> workers, bool prune = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        FleetRules.Require(workers);
        var rows = workers.Select(static worker => new WorkerRow(worker.Wallet, (long)worker.TopicId, worker.Role.ToString(), worker.Provider, worker.Options)).ToList();
        return await UseAsync(async () =>
        {
            var (added, changed, removed) = await _workers.ApplyAsync(rows, prune, static all => FleetRules.Require([.. all.Select(FleetView.Worker)]), cancellationToken).ConfigureAwait(false);
            return new FleetChanges { Added = added, Changed = changed, Unchanged = rows.Count - added - changed, Removed = removed };
        }).ConfigureAwait(false);
    }

    /// <summary>Removes specifications of a wallet; its journal stays.</summary>
    /// <param name="wallet">The wallet's address.</param>
    /// <param name="topicId">The topic; null for all.</param>
    /// <param name="role">The role; null for all.</param>
    /// <param name="cancellationToken">Cancels the request; then nothing was changed.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="JournalException">The store cannot be used.</exception>
    public Task<int> RemoveAsync(string wallet, ulong? topicId = null, FleetRole? role = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        return UseAsync(() => _workers.RemoveAsync(wallet, (long)(topicId ?? 0), role?.ToString() ?? "", cancellationToken));
    }

    /// <summary>Lets a member give back all its wallets and claim none, until it ends or this is revoked.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="drains">False revokes it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether such a member is alive.</returns>
    /// <exception cref="JournalException">The store cannot be used.</exception>
    public Task<bool> DrainAsync(string member, bool drains = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(member);
        return UseAsync(async () =>
        {
            var found = await _members.DrainAsync(member, drains, "", cancellationToken).ConfigureAwait(false) > 0;
            await _workers.NotifyAsync(cancellationToken).ConfigureAwait(false);
            return found;
        });
    }

    /// <summary>Moves a wallet to a member. It stays there, and returns there, as long as that member can run it; otherwise another one runs it.</summary>
    /// <param name="wallet">The wallet's address.</param>
    /// <param name="member">The member's name; null lets the wallet run anywhere again.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JournalException">The store cannot be used.</exception>
    public Task MoveAsync(string wallet, string? member, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        return UseAsync(async () =>
        {
            await _workers.PinAsync(wallet, member, cancellationToken).ConfigureAwait(false);
            return true;
        });
    }

    /// <summary>Gets the members and the wallets.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JournalException">The store cannot be used.</exception>
    public Task<FleetStatus> GetStatusAsync(CancellationToken cancellationToken = default) => UseAsync(async () =>
    {
        var view = new FleetView(_members, _workers, new LeaseTable(_statements), _chain);
        await view.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var moment = await view.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new FleetStatus
        {
            Members = [.. moment.Members.Select(static member => new FleetMemberStatus { Name = member.Row.Name, IsDraining = member.Row.IsDraining, Since = member.Row.Since, Able = member.Able })],
            Wallets = [.. view.Workers.Select(wallet => new FleetWalletStatus
            {
                Wallet = wallet.Key,
                Workers = [.. wallet.Value],
                Holder = moment.HolderOf(wallet.Key),
                MovedTo = moment.Pins.GetValueOrDefault(wallet.Key),
                Able = moment.Members.Count(member => !member.Row.IsDraining && member.Able.Contains(wallet.Key)),
            })],
        };
    });

    private async Task<T> UseAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Unavailable($"The fleet in the schema {_statements.Schema} cannot be used", exception);
        }
    }
}
