namespace Allora.Sdk.Diagnostics;

/// <summary>The names of attributes on metrics and spans: OpenTelemetry's where it has one, "allora." before the others.</summary>
internal static class TelemetryTags
{
    public const string Topic = "allora.topic.id";
    public const string Wallet = "allora.wallet.address";
    public const string Role = "allora.role";
    public const string Nonce = "allora.nonce";
    public const string WindowEnd = "allora.window.end";
    public const string Status = "allora.submission.status";
    public const string Stage = "allora.stage";
    public const string State = "allora.worker.state";
    public const string Purpose = "allora.transaction.purpose";
    public const string Hash = "allora.transaction.hash";
    public const string Attempts = "allora.submission.attempts";
    public const string ChainId = "allora.chain.id";
    public const string UpgradeName = "allora.upgrade.name";
    public const string UpgradeIsKnown = "allora.upgrade.known";
    public const string Version = "allora.sdk.version";
    public const string Runtime = "process.runtime.version";
    public const string ErrorType = "error.type";
    public const string Server = "server.address";
    public const string Port = "server.port";
    public const string Protocol = "network.protocol.name";

    /// <summary>"AlreadySubmitted" as "already_submitted", the spelling that attributes' values have.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Spelling<T>.Of(value);

    private static class Spelling<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Known = Enum.GetValues<T>().Distinct().ToDictionary(v => v, v => Snake(v.ToString()));

        public static string Of(T value) => Known.TryGetValue(value, out var known) ? known : "unknown";

        private static string Snake(string name) =>
            string.Concat(name.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }
}
