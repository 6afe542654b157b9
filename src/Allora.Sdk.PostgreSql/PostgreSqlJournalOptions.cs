using System.Globalization;

namespace Allora.Sdk.PostgreSql;

/// <summary>Options of <see cref="PostgreSqlJournal"/>. They are copied when the journal is created.</summary>
public sealed record PostgreSqlJournalOptions
{
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);

    /// <summary>The schema that holds the store's tables. Default "allora"; lower-case letters, digits and underscores.</summary>
    public string Schema { get; init; } = "allora";

    /// <summary>
    /// How long a wallet stays with a machine that is no longer heard of. Default 5 seconds: after a death another machine waits at most this long.
    /// A session that could not renew its lease for four fifths of it is lost. At least 2 seconds, at most 10 minutes, the same on all machines.
    /// </summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The name of this process, for people who look into the table of leases. Default: the machine's name and the process id.</summary>
    public string Holder { get; init; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>How often a lease is renewed: a fifth of its time, so that one lost answer costs nothing.</summary>
    internal TimeSpan RenewInterval => LeaseTime / 5;

    /// <summary>When a session gives up without an answer: before the lease can be anybody else's, with a margin for a paused process.</summary>
    internal TimeSpan Deadline => LeaseTime * 0.8;

    internal PostgreSqlJournalOptions Validated()
    {
        Require(Schema.Length is > 0 and <= 63 && Schema.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_') && !char.IsAsciiDigit(Schema[0]), $"{nameof(Schema)} must be a name of lower-case letters, digits and underscores, not '{Schema}'");
        Require(LeaseTime >= ShortestLease && LeaseTime <= LongestLease, string.Create(CultureInfo.InvariantCulture, $"{nameof(LeaseTime)} must be between 2 seconds and 10 minutes, not {LeaseTime}"));
        Require(!string.IsNullOrWhiteSpace(Holder) && Holder.Length <= 200, $"{nameof(Holder)} must be a name of at most 200 characters");
        return this;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new AlloraException(AlloraErrorReason.InvalidConfiguration, isTransient: false, message);
    }
}
