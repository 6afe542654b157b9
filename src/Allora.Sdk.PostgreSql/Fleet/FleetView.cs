using System.Globalization;
using Allora.Sdk.PostgreSql.Tables;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>Reads a fleet's rows. Long lists are read only if they changed.</summary>
internal sealed class FleetView(MemberTable members, WorkerTable workers, LeaseTable leases, string chain)
{
    private readonly Dictionary<string, HashSet<string>> _able = new(StringComparer.Ordinal);
    private long _revision = -1;
    private Dictionary<string, List<FleetWorker>> _workers = [];

    /// <summary>The specifications of each wallet, as of the last refresh.</summary>
    public IReadOnlyDictionary<string, List<FleetWorker>> Workers => _workers;

    /// <summary>Reads the specifications if they changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var revision = await workers.RevisionAsync(cancellationToken).ConfigureAwait(false);
        if (revision == _revision)
            return;
        // A change in between is read now, and once more with the next revision.
        var rows = await workers.SelectAsync(cancellationToken).ConfigureAwait(false);
        // A wallet with a role of a later version is not run here at all.
        _workers = rows.GroupBy(static row => row.Wallet, StringComparer.Ordinal).Where(static same => same.All(static row => RoleOf(row) is not null))
            .ToDictionary(static same => same.Key, static same => same.Select(Worker).ToList(), StringComparer.Ordinal);
        _revision = revision;
    }

    /// <summary>Reads members, leases and moves.</summary>
    public async Task<FleetMoment> ReadAsync(CancellationToken cancellationToken)
    {
        var list = await members.ListAsync(cancellationToken).ConfigureAwait(false);
        await LearnAsync(list, cancellationToken).ConfigureAwait(false);
        return new FleetMoment(
            [.. list.Select(row => (row, (IReadOnlySet<string>)(_able.GetValueOrDefault(row.AbleHash) ?? [])))],
            await leases.ListAsync(chain, cancellationToken).ConfigureAwait(false),
            await workers.PinsAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The plan of a moment.</summary>
    public Dictionary<string, string> Plan(FleetMoment moment) => FleetPlan.Of(
        _workers.Select(wallet => new PlannedWallet(wallet.Key, wallet.Value.Count, moment.HolderOf(wallet.Key), moment.Pins.GetValueOrDefault(wallet.Key))),
        [.. moment.Members.Where(static member => !member.Row.IsDraining).Select(static member => new PlannedMember(member.Row.Name, member.Able))]);

    public static FleetWorker Worker(WorkerRow row) => new()
    {
        Wallet = row.Wallet,
        TopicId = (ulong)row.Topic,
        Role = RoleOf(row) ?? throw new AlloraException(AlloraErrorReason.InvalidConfiguration, isTransient: false, string.Create(CultureInfo.InvariantCulture, $"The worker of {row.Wallet} in topic {row.Topic} has the role '{SafeText.Value(row.Role)}', which this version does not know. Update this member, or remove the worker.")),
        Provider = row.Provider,
        Options = row.Options,
    };

    private static FleetRole? RoleOf(WorkerRow row) => Enum.TryParse<FleetRole>(row.Role, out var role) && Enum.IsDefined(role) ? role : null;

    private async Task LearnAsync(IReadOnlyList<MemberRow> list, CancellationToken cancellationToken)
    {
        var hashes = list.Select(static row => row.AbleHash).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _able.Keys.Except(hashes).ToList())
            _able.Remove(gone);
        var unknown = hashes.Where(hash => !_able.ContainsKey(hash)).ToList();
        if (unknown.Count == 0)
            return;
        foreach (var (hash, wallets) in await members.AbleAsync(unknown, cancellationToken).ConfigureAwait(false))
            _able[hash] = wallets;
    }
}

/// <summary>Members, leases and moves at one moment.</summary>
/// <param name="Members">The members that are alive, each with the wallets that it could run.</param>
/// <param name="Leases">The last holder of each wallet, and whether it holds it still.</param>
/// <param name="Pins">The wallets that were moved, with their members.</param>
internal sealed record FleetMoment(
    IReadOnlyList<(MemberRow Row, IReadOnlySet<string> Able)> Members, IReadOnlyDictionary<string, (string Holder, bool IsHeld)> Leases, IReadOnlyDictionary<string, string> Pins)
{
    public string? HolderOf(string wallet) => Leases.TryGetValue(wallet, out var lease) && lease.IsHeld ? lease.Holder : null;
}
