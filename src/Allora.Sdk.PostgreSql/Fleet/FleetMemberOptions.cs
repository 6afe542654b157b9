namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>Options of <see cref="FleetMember"/>. They are copied when the member is created.</summary>
public sealed record FleetMemberOptions
{
    /// <summary>The wallets whose keys this process has. Only these are claimed. The caller disposes them after the run.</summary>
    public required IReadOnlyList<AlloraWallet> Wallets { get; init; }

    /// <summary>Makes the workers.</summary>
    public required IFleetWorkers Workers { get; init; }

    /// <summary>The daily budget, the fee granter and the accepted transactions of each wallet. Journal and standby are the member's own. Default: the defaults of <see cref="Allora.Sdk.WalletOptions"/>.</summary>
    public WalletOptions WalletOptions { get; init; } = new();

    /// <summary>
    /// How often the store is polled, in addition to its notifications. Default null: a fifth of the lease's time, 1 second by default. At most two fifths of it, since
    /// each poll is a sign of life.
    /// </summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How long a wallet whose workers have all failed here is left to other members. Default 30 seconds.</summary>
    public TimeSpan FailurePause { get; init; } = TimeSpan.FromSeconds(30);

    internal FleetMemberOptions Validated(TimeSpan leaseTime)
    {
        Require(Wallets is { Count: > 0 }, $"{nameof(Wallets)} is empty: a member without keys could run nothing");
        Require(Wallets.GroupBy(static wallet => wallet.Address).All(static same => same.Count() == 1), $"{nameof(Wallets)} has a wallet twice");
        Require(Workers is not null, $"{nameof(Workers)} is not set");
        Require(PollInterval is not { } poll || (poll >= TimeSpan.FromMilliseconds(50) && poll <= leaseTime * 2 / 5), $"{nameof(PollInterval)} must be between 50 ms and two fifths of the lease's time, not {PollInterval}");
        Require(FailurePause >= TimeSpan.Zero, $"{nameof(FailurePause)} must not be negative");
        Require(WalletOptions is { Journal: null, StateFolder: null }, $"{nameof(WalletOptions)} must not name a journal or a state folder: the journals of a fleet are in its store");
        return this with { Wallets = [.. Wallets] };
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new AlloraException(AlloraErrorReason.InvalidConfiguration, isTransient: false, $"{nameof(FleetMemberOptions)}.{message}.");
    }
}
