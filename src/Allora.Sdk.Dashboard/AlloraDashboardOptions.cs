using Allora.Sdk.Dashboard.Chain;
using Allora.Sdk.Dashboard.History;

namespace Allora.Sdk.Dashboard;

/// <summary>Options of the console. The defaults show it to this machine alone, and let nobody change anything.</summary>
public sealed class AlloraDashboardOptions
{
    /// <summary>The least length of <see cref="Token"/> (characters).</summary>
    public const int MinimumTokenLength = 16;

    /// <summary>
    /// The password of requests that come from another machine or through a proxy, at least <see cref="MinimumTokenLength"/> characters: as
    /// <c>Authorization: Bearer</c>, or as the password of HTTP's Basic authentication with any user name, which browsers ask for. Use HTTPS with it.
    /// Default null: such requests are refused, unless the host's own authorization (<c>RequireAuthorization</c>) admits them.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>
    /// The names (without port) under which the console may be requested, besides localhost and the addresses of this machine. A request with
    /// another Host header is refused, so that no page of another site can read the console through a name that leads here. Default: none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Whether workers can be paused and resumed. Default false: the console only shows.</summary>
    public bool AllowPause { get; set; }

    /// <summary>The most windows of a worker that are kept in memory (1 to 100 000). Default 4 000.</summary>
    public int WindowsPerWorker { get; set; } = 4_000;

    /// <summary>Whether the network's value and the wallet's rank are queried, once for each settled window. Default true.</summary>
    public bool ReadNetworkValues { get; set; } = true;

    /// <summary>Earlier windows, such as those of a database. Default null: the windows since the start of the process.</summary>
    public IWindowHistory? History { get; set; }

    /// <summary>A chain that this process runs, for a page of its own. Default null: there is no such page.</summary>
    public ILocalChain? LocalChain { get; set; }

    /// <summary>The longest time between two looks at the workers for an open page (100 ms to 1 minute); results are shown at once. Default 1 s.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most pages that are open at the same time (1 to 1 000). Default 32.</summary>
    public int MaximumPages { get; set; } = 32;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (Token is { Length: < MinimumTokenLength })
            throw new ArgumentException($"{nameof(Token)} is shorter than {MinimumTokenLength} characters: whoever guesses it sees the workers.");
        if (AllowedHosts.FirstOrDefault(static host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } wrong)
            throw new ArgumentException($"{nameof(AllowedHosts)}: '{SafeText.Value(wrong)}' is not the name of a host. Give it without scheme and port.");
        InRange(WindowsPerWorker, 1, 100_000, nameof(WindowsPerWorker));
        InRange(MaximumPages, 1, 1_000, nameof(MaximumPages));
        if (RefreshInterval < TimeSpan.FromMilliseconds(100) || RefreshInterval > TimeSpan.FromMinutes(1))
            throw new ArgumentException($"{nameof(RefreshInterval)} is not between 100 ms and 1 minute.");
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}, not between {least} and {most}."));
    }
}
