using System.Collections.Frozen;

namespace Topic67.Worker.Settings;

/// <summary>The names of the environment's settings, and the one that a misspelled name was meant to be.</summary>
internal static class SettingNames
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [
            "MNEMONIC", "KEY_FILE", "NETWORK", "ALLORA_GRPC", "ALLORA_RPC", "CHAIN_ID", "TOPIC_ID", "DRY_RUN", "MAX_FEE", "FEE_TIER", "DAILY_BUDGET",
            "PRICE_SOURCE", "PRICE_URL", "TIINGO_API_KEY", "ALLORA_API_KEY", "FAUCET_URL", "MODEL_URL", "MODEL_HEADER", "MODEL_COMMAND", "MODEL_ASSEMBLY", "FALLBACK",
            "GATE", "HISTORY_MIN_BARS", "ACTIVE_FROM", "ACTIVE_UNTIL", "REUSE", "STATE_DIR", "LOG_MAX_BYTES",
            "ALERT_WEBHOOK", "ALERT_WEBHOOK_FILE",
        ],
        StringComparer.Ordinal);

    // A name with one of these in it is not of another program, and to ignore it would start another chain, or send.
    private static readonly string[] Telling = ["MNEMONIC", "KEY_FILE", "DRY_RUN"];

    public static IEnumerable<string> All => Known;

    /// <summary>Those whose values are or may hold secrets.</summary>
    public static IReadOnlyList<string> Secret { get; } =
        ["MNEMONIC", "KEY_FILE", "TIINGO_API_KEY", "ALLORA_API_KEY", "FAUCET_URL", "ALLORA_GRPC", "ALLORA_RPC", "PRICE_URL", "MODEL_URL", "MODEL_HEADER", "MODEL_COMMAND", "ALERT_WEBHOOK", "ALERT_WEBHOOK_FILE"];

    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>Returns the known name that was probably meant, or null.</summary>
    public static string? Closest(string name)
    {
        var plain = Plain(name);
        return Telling.FirstOrDefault(known => plain.Contains(Plain(known), StringComparison.Ordinal))
            ?? Known
                .Select(known => (Name: known, Distance: Distance(plain, Plain(known))))
                .Where(static one => one.Distance <= Allowed(Plain(one.Name)))
                .OrderBy(static one => one.Distance)
                .ThenBy(static one => one.Name, StringComparer.Ordinal)
                .Select(static one => one.Name)
                .FirstOrDefault();
    }

    private static int Allowed(string known) => known.Length switch { < 6 => 1, _ => 2 };

    private static string Plain(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    // Letters inserted, left out, exchanged, or swapped with their neighbor.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                var isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                rows[i, j] = isSwap ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
            }
        }

        return rows[left.Length, right.Length];
    }
}
