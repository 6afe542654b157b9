using System.Globalization;
using Allora.Sdk.Chain;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>Collects what needs attention. What concerns many workers in the same way is one entry.</summary>
internal sealed class AttentionList
{
    // In block intervals, with a little time for an answer: a block that is late happens, several in a row do not.
    private const double LateBlocks = 2.5;
    private const double NoBlocks = 6;
    private const long Lag = 3;
    private const double NearlySpent = 0.8;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // A text that changes each second would be sent each second.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly List<(string Level, string Text, string? Worker)> _found = [];

    public void Add(NetworkView network, TimeSpan sinceBlock)
    {
        if (network.Height == 0)
            Add(Levels.Warning, $"{network.ChainId}: no node has answered yet.");
        else if (network.BlockSeconds is { } seconds && sinceBlock > Grace + TimeSpan.FromSeconds(LateBlocks * seconds))
            Add(sinceBlock > Grace + TimeSpan.FromSeconds(NoBlocks * seconds) ? Levels.Bad : Levels.Warning, Late(network, sinceBlock));
        if (network is { Height: > 0, EventsConnected: false })
            Add(Levels.Warning, $"{network.ChainId}: the event stream is not connected; windows are found by queries.");
        var failing = network.Endpoints.Where(static endpoint => endpoint.RetrySeconds is not null).ToList();
        if (failing.Count > 0)
            Add(failing.Count == network.Endpoints.Count ? Levels.Bad : Levels.Warning, $"{network.ChainId}: {(failing.Count == network.Endpoints.Count ? "no endpoint answers" : "an endpoint does not answer")}: {string.Join(", ", failing.Select(static one => one.Address))}.");
        foreach (var endpoint in network.Endpoints)
        {
            if (endpoint.Lag > Lag)
                Add(Levels.Warning, string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address} is {endpoint.Lag} blocks behind."));
        }
    }

    public void Add(IEnumerable<WalletView> wallets)
    {
        foreach (var wallet in wallets)
        {
            if (wallet.BudgetPart >= NearlySpent)
            {
                Add(
                    wallet.BudgetPart >= 1 ? Levels.Bad : Levels.Warning,
                    string.Create(CultureInfo.InvariantCulture, $"{wallet.Address} has spent {wallet.BudgetPart:P0} of its daily budget of {wallet.Budget!.Short}."));
            }
        }
    }

    public void Add(WorkerRow worker)
    {
        if (worker.Level != Levels.Good)
            _found.Add((worker.Level, worker.Detail.Length > 0 ? worker.Detail : worker.State, worker.Name));
    }

    public void Add(PlannedUpgrade upgrade) => Add(upgrade.IsKnown ? Levels.Neutral : Levels.Warning, $"The chain plans an upgrade: {Shown.Text(upgrade.ToString())}.");

    public IReadOnlyList<AttentionView> WorstFirst() =>
    [
        .. _found.GroupBy(static one => (one.Level, one.Text))
            .Select(static same => new AttentionView(same.Key.Level, same.Key.Text, [.. same.Select(static one => one.Worker).OfType<string>()]))
            .OrderBy(static one => Levels.Order(one.Level)),
    ];

    private void Add(string level, string text) => _found.Add((level, text, null));

    private static string Late(NetworkView network, TimeSpan since) => string.Create(
        CultureInfo.InvariantCulture, $"{network.ChainId}: no block after {network.Height} for {Math.Max(1, (int)(since / Step) * (int)Step.TotalSeconds)} s, one is made every {network.BlockSeconds} s.");
}
