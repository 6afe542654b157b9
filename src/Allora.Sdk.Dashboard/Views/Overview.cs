using Allora.Sdk.Chain;
using Allora.Sdk.Dashboard.Feed;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>Builds the overview. Its work grows with the number of workers, not with that of their windows.</summary>
internal static class Overview
{
    public static OverviewView Of(AlloraDashboard dashboard)
    {
        var workers = dashboard.Workers.Select(worker => (Worker: worker, Health: worker.Runner.GetHealth())).ToList();
        var rows = workers.ConvertAll(one => WorkerRows.Of(one.Worker, one.Health, dashboard.Options.AllowPause));
        var networks = new List<NetworkView>();
        var attention = new AttentionList();
        foreach (var client in workers.Select(static one => one.Worker.Runner.Client).Distinct())
        {
            var (height, since) = dashboard.Blocks.Look(client);
            var network = NetworkViews.Of(client, height);
            networks.Add(network);
            attention.Add(network, since);
        }

        var wallets = workers.GroupBy(static one => (one.Worker.Runner.Client, one.Worker.Runner.WalletAddress))
            .Select(static same => WalletViews.Of(same.Key.Client, same.Key.WalletAddress, same.MaxBy(static one => one.Health.Height).Health.Balance))
            .ToList();
        attention.Add(wallets);
        foreach (var row in rows)
            attention.Add(row);
        foreach (var upgrade in workers.Select(static one => one.Health.PlannedUpgrade).OfType<PlannedUpgrade>().Distinct())
            attention.Add(upgrade);
        return new OverviewView(attention.WorstFirst(), rows.Aggregate(new RateView(0, 0, 0), static (sum, row) => sum + row.Rate), networks, wallets, rows);
    }

    public static WorkerView Of(AlloraDashboard dashboard, DashboardWorker worker, IReadOnlyList<WindowRow> windows)
    {
        var client = worker.Runner.Client;
        return new WorkerView(
            WorkerRows.Of(worker, worker.Runner.GetHealth(), dashboard.Options.AllowPause),
            NetworkViews.Of(client, dashboard.Blocks.Look(client).Height),
            [.. worker.States.Select(static state => new StateView(state.State.ToString(), Shown.Text(state.Detail)!, Shown.Time(state.Since)))],
            windows);
    }
}
