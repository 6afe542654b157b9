using System.Globalization;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Tests.Cases;

/// <summary>Every row of the cases of environment files, each with two siblings.</summary>
internal static class EnvTable
{
    private const string Words = "MNEMONIC=@MNEMONIC@";

    public static IReadOnlyList<EnvCase> Rows { get; } =
    [
        .. Accepted("comment-after-empty", static s => $"tiingo {s.TiingoKey ?? "none"}, wallet {s.Mnemonic is not null}, chain {s.Network!.ChainId}", "tiingo none, wallet True, chain allora-testnet-1")
            .Two("a tab and no space", Swap("=            #", "=\t#"), "of the process, as docker passes it on", Swap("TIINGO_API_KEY", "#TIINGO_API_KEY"))
            .InProcess(2, "TIINGO_API_KEY", "            # optional, from the web page"),
        .. Refused("mnemonic-comment", "MNEMONIC is set but empty")
            .Two("no space", Swap("=      #", "=#"), "another key", Swap("MNEMONIC", "KEY_FILE"), "MNEMONIC is set but empty", "KEY_FILE is set but empty"),
        .. Refused("mnemonic-blank", "MNEMONIC is set but empty")
            .Two("quotes with nothing in them", Swap("MNEMONIC=", "MNEMONIC=\"\""), "a blank network", Swap("MNEMONIC=", Words + "\nNETWORK="), "MNEMONIC is set but empty", "NETWORK is set but empty"),
        .. Accepted("quoted", static s => $"words {s.Mnemonic!.Count(static c => c == ' ') + 1}, quotes {s.Mnemonic!.Contains('"') || s.Mnemonic!.Contains('\'')}, topic {s.TopicId}", "words 12, quotes False, topic 67")
            .Two("a comment behind", Swap("TOPIC_ID='67'", "TOPIC_ID='67' # BTC"), "of the process, as docker passes them on", static _ => "")
            .InProcess(2, "MNEMONIC", "\"@MNEMONIC@\"", "TOPIC_ID", "'67'"),
        .. Accepted("dry-run", static s => $"dry run {s.DryRun}", "dry run True")
            .Two("one", Swap("true", "1"), "in quotes", Swap("true", "'YES'")),
        .. Refused("dry-run-typo", "DRYRUN", "DRY_RUN")
            .Two("another key", Swap("DRYRUN=true", "TIINGO_APIKEY=abc"), "a longer name", Swap("DRYRUN", "ALLORA_DRY_RUN"), "TIINGO_API_KEY", "DRY_RUN"),
        .. Accepted("unknown", static s => $"{string.Join("; ", s.EnvironmentWarnings)}; wallet {s.Mnemonic is not null}", "SUBMISSION_INTERVAL", "wallet True")
            .Two("another program's", Swap("SUBMISSION_INTERVAL", "COMPOSE_PROJECT_NAME"), "two of them", static text => text + "LOG_LEVEL=info\n", "COMPOSE_PROJECT_NAME", "LOG_LEVEL"),
        .. Refused("flags", "GATE", "report")
            .Two("another key", Swap("GATE=off,apply", "FALLBACK=zero,last"), "with a bar", Swap("off,apply", "off|report"), "FALLBACK", "GATE"),
        .. Refused("number-enum", "FALLBACK", "zero")
            .Two("a sign in front", Swap("-1", "+1"), "another key", Swap("FALLBACK=-1", "FEE_TIER=2"), "FALLBACK", "FEE_TIER"),
        .. Refused("date", "ACTIVE_UNTIL", "ISO 8601")
            .Two("another key", Swap("ACTIVE_UNTIL", "ACTIVE_FROM"), "a month's name", Swap("01/02/2027", "1 Feb 2027"), "ACTIVE_FROM", "ACTIVE_UNTIL"),
        .. Accepted("date-until", static s => Period(s.Period), "any time, 2027-02-02T00:00:00Z")
            .Two("a moment", Swap("2027-02-01", "2027-02-01T13:00+01:00"), "the start is the start", Swap("ACTIVE_UNTIL=2027-02-01", "ACTIVE_FROM=2027-02-01\nACTIVE_UNTIL=2027-02-01"), "any time, 2027-02-01T12:00:00Z", "2027-02-01T00:00:00Z, 2027-02-02T00:00:00Z"),
    ];

    private static string Period(ActivePeriod period) => $"{Text(period.From)}, {Text(period.Until)}";

    private static string Text(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "any time";

    private static EnvCase Accepted(string file, Func<WorkerSettings, string> read, params string[] says) => new(file, "", says, read);

    private static EnvCase Refused(string file, params string[] says) => new(file, "", says, null);

    private static EnvCase[] Two(this EnvCase row, string first, Func<string, string> one, string second, Func<string, string> two, string? firstSays = null, string? secondSays = null) =>
    [
        row,
        firstSays is null ? row.With(first, one) : row.With(first, one, firstSays),
        secondSays is null ? row.With(second, two) : row.With(second, two, secondSays),
    ];

    private static EnvCase[] InProcess(this EnvCase[] rows, int index, params string[] pairs)
    {
        rows[index] = rows[index] with { Process = pairs.Chunk(2).ToDictionary(static pair => pair[0], static pair => pair[1]) };
        return rows;
    }

    private static Func<string, string> Swap(string from, string to) => text => text.Replace(from, to, StringComparison.Ordinal);
}
