using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Sdk;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Explaining;

/// <summary>allora explain: everything known of one window, from the recorded history and from the chain.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var (chain, store) = (new ChainOptions(), new StoreOptions());
        var topic = new Argument<ulong>("TOPIC") { Description = "The topic." };
        var nonce = new Argument<long>("NONCE") { Description = "The window's nonce, a block height: 'allora history TOPIC' lists them." };
        var wallet = new Option<string?>("--wallet") { Description = "Only this wallet's submissions.", HelpName = "ADDRESS" };
        var command = new Command("explain", "Explains one window: why it was missed, or what it cost and earned.") { topic, nonce, wallet, store.Store, store.State };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var (id, at, whose) = (parsed.GetValue(topic), parsed.GetValue(nonce), parsed.GetValue(wallet));
            if (at <= 0)
                throw new UsageException("NONCE is a block height above 0");
            if (whose is not null)
                Addresses.Require(whose);
            var rows = await RecordedAsync(store.Read(parsed), parsed.GetValue(store.State), id, at, whose, screen, cancellationToken);
            await using var client = chain.Connect(parsed);
            var evidence = await NonceEvidence.ReadAsync(client, id, at, rows.Select(static row => row.Hash).OfType<string>(), cancellationToken);
            if (evidence.Missing is { } missing)
                screen.Say($"The chain could not be queried for all of it: {missing}");
            Show(screen, rows.Count > 0 ? [.. rows.Select(row => Facts(row, evidence))] : [Facts(id, at, whose, evidence)]);
            return ExitCodes.Ok;
        });
    }

    private static async Task<List<HistoryRow>> RecordedAsync(
        StoreAddress? address, string? folder, ulong topic, long nonce, string? wallet, Screen screen, CancellationToken cancellationToken)
    {
        List<HistoryRow> rows = [];
        try
        {
            await using var history = OpenHistory.Open(address, folder, mustExist: true);
            await foreach (var row in history.Store.ReadAsync(topic, cancellationToken: cancellationToken))
            {
                if (row.Nonce == nonce && (wallet is null || row.Wallet == wallet))
                    rows.Add(row);
            }
        }
        catch (UsageException) when (address is null && folder is null)
        {
            screen.Say("No worker has written a history on this machine: only the chain is read. Name --state or --store if there is one.");
        }

        return rows;
    }

    private static void Show(Screen screen, IReadOnlyList<JsonObject> windows)
    {
        if (screen.IsJson)
        {
            screen.Table(windows, "");
            return;
        }

        foreach (var window in windows)
        {
            screen.Say((string)window["explanation"]!);
            window.Remove("explanation");
            foreach (var empty in window.Where(static pair => pair.Value is null).Select(static pair => pair.Key).ToList())
                window.Remove(empty);
            screen.Fields(window);
        }
    }

    private static JsonObject Facts(HistoryRow row, NonceEvidence evidence)
    {
        var scored = evidence.ScoreOf(row.Wallet, row.Actor);
        return new JsonObject
        {
            ["explanation"] = Explanation.Of(row, evidence),
            ["topic"] = row.TopicId,
            ["nonce"] = row.Nonce,
            ["wallet"] = row.Wallet,
            ["actor"] = row.Actor.ToString(),
            ["status"] = row.Status?.ToString(),
            ["reason"] = row.Reason?.ToString(),
            ["window_end"] = row.WindowEnd,
            ["nonce_time"] = row.BlockTime?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["value"] = row.Value,
            ["value_on_chain"] = evidence.ValueOf(row.Wallet, row.Actor),
            ["network_value"] = evidence.Network?.Combined?.ToString(),
            ["transaction"] = row.Hash,
            ["block"] = row.Height,
            ["fee"] = Allo(row.Fee),
            ["fees_burned"] = Allo(row.FeesBurned),
            ["gas_used"] = row.GasUsed,
            ["latency_ms"] = row.LatencyMilliseconds is { } latency ? Math.Round(latency, 3) : null,
            ["stage"] = row.Stage?.ToString(),
            ["active"] = row.IsActive,
            ["score"] = (row.Score ?? scored?.Score)?.ToString(),
            ["rank"] = scored is { } rank ? string.Create(CultureInfo.InvariantCulture, $"{rank.Rank} of {rank.Of}") : null,
            ["ema_score"] = row.EmaScore?.ToString(),
            ["reward_uallo"] = row.Reward?.ToString(),
        };
    }

    private static JsonObject Facts(ulong topic, long nonce, string? wallet, NonceEvidence evidence) => new()
    {
        ["explanation"] = Explanation.WithoutRecord(topic, nonce, wallet, evidence),
        ["topic"] = topic,
        ["nonce"] = nonce,
        ["wallet"] = wallet,
        ["value_on_chain"] = wallet is null ? null : evidence.ValueOf(wallet, SubmissionActor.Inferer),
        ["network_value"] = evidence.Network?.Combined?.ToString(),
        ["answers"] = evidence.Network?.Inferers.Count,
        ["height"] = evidence.Height,
    };

    private static string? Allo(UAllo? amount) => amount is { } paid && paid != UAllo.Zero ? $"{paid.ToAllo()} ALLO" : null;
}
