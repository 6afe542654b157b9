using System.Globalization;
using Allora.Sdk;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Market;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>score: what was submitted against what came, and against the others.</summary>
internal sealed class ScoreCommand(WorkerSettings settings, bool json, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new StateFolder(settings.FolderOrDefault);
        if (StatusSnapshot.Read(folder) is not { } status)
            throw new ConfigurationException($"{folder.Path} holds no worker's status: name the folder with --state, or start the worker.");
        var answers = new Answers();
        await RealisedAsync(folder, answers, cancellationToken).ConfigureAwait(false);
        if (status is { Grpc: { } grpc, Rpc: { } rpc })
        {
            var client = new AlloraClient(new AlloraNetwork { ChainId = status.ChainId, Grpc = grpc, Rpc = rpc });
            await using (client.ConfigureAwait(false))
                await RankAsync(client, status, answers, cancellationToken).ConfigureAwait(false);
        }

        await output.WriteLineAsync(json ? answers.ToJson() : answers.ToText()).ConfigureAwait(false);
        return 0;
    }

    private async Task RealisedAsync(StateFolder folder, Answers answers, CancellationToken cancellationToken)
    {
        var history = new History(folder);
        var (mine, network) = (history.Windows.Where(w => w is { Status: "Included", BlockTime: not null }).ToList(), history.Network());
        var closes = mine.Count == 0 ? [] : await ClosesAsync(folder, mine, answers, cancellationToken).ConfigureAwait(false);
        var (count, own, zero, compared, ownThere, others) = (0, 0.0, 0.0, 0, 0.0, 0.0);
        foreach (var window in mine)
        {
            // At a moment the newest closed bar is labelled an hour before the current hour.
            var origin = Floor(window.BlockTime!.Value).AddHours(-1);
            if (!closes.TryGetValue(origin, out var then) || !closes.TryGetValue(origin.AddHours(168), out var later)
                || !double.TryParse(window.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                continue;
            var came = Math.Log(later / then);
            (count, own, zero) = (count + 1, own + ((came - value) * (came - value)), zero + (came * came));
            if (network.TryGetValue(window.Nonce, out var theirs))
                (compared, ownThere, others) = (compared + 1, ownThere + ((came - value) * (came - value)), others + ((came - theirs) * (came - theirs)));
        }

        answers.Add("windows_included", mine.Count);
        answers.Add("windows_realised", count);
        answers.Add("own_mean_squared_error", count == 0 ? null : own / count);
        answers.Add("zero_mean_squared_error", count == 0 ? null : zero / count);
        answers.Add("skill_against_zero", count == 0 || zero <= 0 ? null : 1 - (own / zero));
        answers.Add("windows_compared_with_network", compared);
        answers.Add("own_mean_squared_error_there", compared == 0 ? null : ownThere / compared);
        answers.Add("network_mean_squared_error_there", compared == 0 ? null : others / compared);
        answers.Add("independent_weeks", FormattableString.Invariant($"{(count == 0 ? 0 : (mine.Max(w => w.BlockTime!.Value) - mine.Min(w => w.BlockTime!.Value)).TotalDays / 7):F1}; outcomes within a week overlap, fewer than about 100 weeks prove nothing"));
    }

    private async Task<Dictionary<DateTimeOffset, double>> ClosesAsync(StateFolder folder, List<WindowRecord> mine, Answers answers, CancellationToken cancellationToken)
    {
        var (first, last) = (Floor(mine.Min(w => w.BlockTime!.Value)).AddHours(-1), Floor(mine.Max(w => w.BlockTime!.Value)).AddHours(168));
        var market = MarketSetup.Open(settings, folder, last);
        using var owned = market.Source as IDisposable;
        try
        {
            var batch = await market.Source.GetBarsAsync(first, last, cancellationToken).ConfigureAwait(false);
            answers.Add("prices", batch.Source);
            return batch.Bars.ToDictionary(b => b.Label, b => b.Close);
        }
        catch (PriceSourceException exception)
        {
            answers.Add("prices", exception.Message);
            return [];
        }
    }

    private static async Task RankAsync(AlloraClient client, StatusSnapshot status, Answers answers, CancellationToken cancellationToken)
    {
        var own = await NetworkView.ScoreAsync(client, status.TopicId, status.Wallet, cancellationToken).ConfigureAwait(false);
        var inferers = (await NetworkView.InferenceAsync(client, status.TopicId, cancellationToken).ConfigureAwait(false))?.Inferers ?? [];
        var better = 0;
        foreach (var other in inferers.Where(i => i != status.Wallet))
            better += await NetworkView.ScoreAsync(client, status.TopicId, other, cancellationToken).ConfigureAwait(false) > own ? 1 : 0;
        answers.Add("ema_score", own);
        answers.Add("rank", own is null || inferers.Count == 0 ? null : FormattableString.Invariant($"{better + 1} of {inferers.Count}"));
    }

    private static DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
