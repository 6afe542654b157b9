using System.Globalization;
using System.Text;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Testing.Journals;

/// <summary>One store in one check, with records of every kind.</summary>
internal sealed class JournalScene(IJournalUnderTest store, CancellationToken cancellationToken)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 22, 0, 0, TimeSpan.Zero);

    public static JournalKey Key { get; } = new() { ChainId = "conformance-1", Wallet = "allo1ku577p9zwdzmg8s8yfr088c3a3ahqy0sjf4hr6" };

    public IJournalUnderTest Store => store;

    public CancellationToken Cancellation => cancellationToken;

    public ValueTask<IJournalSession> OpenAsync() => store.Create().OpenAsync(Key, cancellationToken);

    /// <summary>Opens, appends and closes, as one run of a process.</summary>
    public async Task WriteAsync(params IReadOnlyList<JournalRecord> records)
    {
        var session = await OpenAsync().ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            foreach (var record in records)
                await session.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens, reads and closes.</summary>
    public async Task<IReadOnlyList<JournalRecord>> ReadAsync()
    {
        var session = await OpenAsync().ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return session.Records;
    }

    public static JournalRecord Prepared(int number) => new()
    {
        Kind = JournalRecordKind.Prepared,
        Time = Start.AddSeconds(number),
        Purpose = "payload",
        TopicId = 67,
        Nonce = number,
        Sequence = (ulong)number,
        Hash = string.Create(CultureInfo.InvariantCulture, $"HASH{number}"),
        Bytes = Encoding.UTF8.GetBytes($"transaction {number.ToString(CultureInfo.InvariantCulture)} \"quoted\" \n\0 ü"),
        TimeoutHeight = (ulong)number + 10,
        Fee = UAllo.Parse("340282366920938463463374607431768211456"),
        GasPrice = GasPrice.Parse("0.000000000000000001"),
        GasLimit = ulong.MaxValue,
        Value = "-1.5E-10",
    };

    public static JournalRecord Resolved(int number) => new()
    {
        Kind = JournalRecordKind.Resolved,
        Time = Start.AddSeconds(number),
        Hash = string.Create(CultureInfo.InvariantCulture, $"HASH{number}"),
        Height = number + 1,
        Fee = new UAllo(1_200_000),
    };

    public static JournalRecord Settled(int number) => new()
    {
        Kind = JournalRecordKind.Settled,
        Time = Start.AddSeconds(number),
        Purpose = "payload",
        TopicId = 67,
        Nonce = number,
        Status = SubmissionStatus.Included,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["up"] = "0.25", ["down \"é\""] = "0.75" },
        Score = ChainDecimal.Parse("-0.123456789012345678901234567890123"),
    };

    public static void Equal(IEnumerable<JournalRecord> expected, IEnumerable<JournalRecord> found, string what)
    {
        var (wanted, read) = (expected.Select(Text).ToList(), found.Select(Text).ToList());
        if (!wanted.SequenceEqual(read, StringComparer.Ordinal))
            throw new JournalConformanceException(string.Create(CultureInfo.InvariantCulture, $"{what}: {wanted.Count} records were expected, {read.Count} were found.\nExpected:\n{string.Join('\n', wanted.TakeLast(5))}\nFound:\n{string.Join('\n', read.TakeLast(5))}"));
    }

    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw new JournalConformanceException(what);
    }

    /// <summary>The call must be refused with this reason.</summary>
    public static async Task RefusedAsync(AlloraErrorReason reason, Func<Task> call, string what)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (JournalException exception)
        {
            Require(exception.Reason == reason, $"{what}: the refusal's reason is {exception.Reason}, not {reason} ({exception.Message}).");
            return;
        }

        throw new JournalConformanceException($"{what}: it was not refused.");
    }

    private static string Text(JournalRecord record) => Encoding.UTF8.GetString(JournalFormat.Write(record));
}
