namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>
/// Which member should run which wallet. A pure function of the store's rows, so that all members come to the same plan: a wallet stays where it is, unless its
/// member cannot run it any more or another one has less to do.
/// </summary>
internal static class FleetPlan
{
    /// <summary>Returns the member of each wallet; wallets that no member can run are missing.</summary>
    public static Dictionary<string, string> Of(IEnumerable<PlannedWallet> wallets, IReadOnlyCollection<PlannedMember> members)
    {
        var shares = members.OrderBy(static member => member.Name, StringComparer.Ordinal).Select(static member => new Share(member)).ToList();
        var byName = shares.ToDictionary(static share => share.Name, StringComparer.Ordinal);
        var free = new List<PlannedWallet>();
        foreach (var wallet in wallets)
        {
            if (Able(byName, wallet.Pin, wallet) is { } pinned)
                pinned.Add(wallet, isPinned: true);
            else if (Able(byName, wallet.Holder, wallet) is { } holder)
                holder.Add(wallet, isPinned: false);
            else
                free.Add(wallet);
        }

        // Large ones first: small ones level what they leave uneven.
        foreach (var wallet in free.OrderByDescending(static wallet => wallet.Weight).ThenBy(static wallet => wallet.Address, StringComparer.Ordinal))
            shares.Where(share => share.CanRun(wallet)).MinBy(static share => share.Load)?.Add(wallet, isPinned: false);
        while (LevelOnce(shares))
        {
            // Each move makes the shares more even: it ends.
        }

        return shares.SelectMany(static share => share.Wallets.Select(wallet => (wallet, share.Name))).ToDictionary(static one => one.wallet.Address, static one => one.Name, StringComparer.Ordinal);
    }

    private static Share? Able(Dictionary<string, Share> shares, string? name, PlannedWallet wallet) =>
        name is not null && shares.TryGetValue(name, out var share) && share.CanRun(wallet) ? share : null;

    // From the member with the most to one with less, if the difference shrinks.
    private static bool LevelOnce(List<Share> shares)
    {
        foreach (var from in shares.OrderByDescending(static share => share.Load))
        {
            foreach (var to in shares.OrderBy(static share => share.Load))
            {
                var difference = from.Load - to.Load;
                if (difference < 2)
                    break;
                // Half of the difference levels the two.
                if (from.Movable.Where(wallet => wallet.Weight < difference && to.CanRun(wallet)).MinBy(wallet => (Math.Abs(difference - (2 * wallet.Weight)), wallet.Address)) is not { } moved)
                    continue;
                from.Remove(moved);
                to.Add(moved, isPinned: false);
                return true;
            }
        }

        return false;
    }

    private sealed class Share(PlannedMember member)
    {
        private readonly SortedDictionary<string, PlannedWallet> _movable = new(StringComparer.Ordinal);
        private readonly List<PlannedWallet> _pinned = [];

        public string Name => member.Name;

        public long Load { get; private set; }

        public IEnumerable<PlannedWallet> Movable => _movable.Values;

        public IEnumerable<PlannedWallet> Wallets => _pinned.Concat(_movable.Values);

        public bool CanRun(PlannedWallet wallet) => member.Able.Contains(wallet.Address);

        public void Add(PlannedWallet wallet, bool isPinned)
        {
            Load += wallet.Weight;
            if (isPinned)
                _pinned.Add(wallet);
            else
                _movable.Add(wallet.Address, wallet);
        }

        public void Remove(PlannedWallet wallet)
        {
            Load -= wallet.Weight;
            _movable.Remove(wallet.Address);
        }
    }
}

/// <summary>A wallet of the plan.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Weight">How many topics it answers.</param>
/// <param name="Holder">The member that holds its lease; null if none does.</param>
/// <param name="Pin">The member that it was moved to; null if none.</param>
internal sealed record PlannedWallet(string Address, long Weight, string? Holder, string? Pin);

/// <summary>A member of the plan: alive, and not draining.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Able">The wallets that it could run.</param>
internal sealed record PlannedMember(string Name, IReadOnlySet<string> Able);
