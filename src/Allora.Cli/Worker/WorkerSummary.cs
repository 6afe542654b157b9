using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Http;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker;

/// <summary>The content of a file, in lines for people: shown before anything runs.</summary>
internal static class WorkerSummary
{
    private const int FewDecimals = 6;

    public static IEnumerable<string> Of(WorkerFile file, bool dryRun)
    {
        yield return file.IsNodesOnly
            ? $"chain {file.ChainId ?? "as the nodes serve it"}, nodes of the file alone: {List("gRPC", file.Grpc)}, {List("RPC", file.Rpc)}"
            : $"network {file.Network}{(file.ChainId is { } id ? $" (chain {id})" : "")}{(file.Grpc.Count + file.Rpc.Count > 0 ? $": {List("gRPC", file.Grpc)}, {List("RPC", file.Rpc)}" : "")}";
        if (dryRun || file.DryRun)
            yield return "DRY RUN: nothing is sent";
        var (fee, day) = FeeLimits.Of(file);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"fee cap {Amount(fee)}{Default(file.MaximumFee)}, daily budget {Amount(day)}{Default(file.DailyBudget)}, tier {file.FeeTier.ToString().ToLowerInvariant()}{(file.GasPriceCap is { } cap ? $", gas price up to {cap} uallo" : "")}{(file.GasMarginPercent is { } margin ? $", gas {margin} % above the simulated" : "")}{(file.FeeGranter is { } granter ? $", fees paid by {granter}" : "")}");
        if (file.SubmittedBy.Count > 0)
            yield return $"payloads are sent and paid by {string.Join(", ", file.SubmittedBy)}";
        yield return file.Store is { } store ? $"journals in {store}" : file.State is { } state ? $"state in {state}" : "state in the user's own folder (WalletOptions.StateFolder)";
        foreach (var entry in file.Entries)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Path}: topic {entry.Topic}, {string.Join(", ", entry.Addresses.Select(static one => $"{one.What} from {UrlTemplate.Redacted(one.Address)}"))}{Extras(entry)}");
        }
    }

    /// <summary>The same for programs.</summary>
    public static JsonObject Json(WorkerFile file) => new()
    {
        ["network"] = file.IsNodesOnly ? null : file.Network,
        ["chain_id"] = file.ChainId,
        ["grpc"] = Strings(file.Grpc.Select(UrlTemplate.Redacted)),
        ["rpc"] = Strings(file.Rpc.Select(UrlTemplate.Redacted)),
        ["dry_run"] = file.DryRun,
        ["maximum_fee"] = FeeLimits.Of(file).Fee.ToString(),
        ["daily_budget"] = FeeLimits.Of(file).Day.ToString(),
        ["submitted_by"] = Strings(file.SubmittedBy),
        ["state"] = file.State,
        ["store"] = file.Store?.ToString(),
        ["workers"] = new JsonArray([.. file.Workers.Select(static entry => new JsonObject { ["path"] = entry.Path, ["topic"] = entry.Topic, ["asks"] = Asks(entry), ["key"] = entry.Key })]),
        ["reputers"] = new JsonArray([.. file.Reputers.Select(static entry => new JsonObject { ["path"] = entry.Path, ["topic"] = entry.Topic, ["asks"] = Asks(entry), ["key"] = entry.Key, ["minimum_stake"] = entry.MinimumStake?.ToString() })]),
    };

    private static JsonObject Asks(ModelEntry entry) => new(entry.Addresses.Select(static one => KeyValuePair.Create<string, JsonNode?>(one.What, UrlTemplate.Redacted(one.Address))));

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(static text => JsonValue.Create(text))]);

    private static string Extras(ModelEntry entry) => entry switch
    {
        ReputerEntry reputer => $"{((reputer.Loss ?? reputer.LabelsLoss) is { } loss ? $", loss {loss}" : "")}, minimum stake {Amount(reputer.MinimumStake)}",
        WorkerEntry worker => $"{Fallback(worker.Fallback)}{Guards(worker.Guards)}{(worker.AutoStake is { } stake ? $", rewards staked with {stake.Reputer ?? stake.Validator}" : "")}",
        _ => "",
    } + (entry.Key is { } key ? $", key {key}" : "");

    private static string Fallback(FallbackOptions fallback) => fallback.Policy switch
    {
        FallbackPolicy.LastValue => $", fallback: the last value for {fallback.MaximumAge.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} min",
        FallbackPolicy.FixedValue => $", fallback: {fallback.Value ?? string.Join(", ", fallback.Labels.Select(static one => $"{one.Key}={one.Value}"))}",
        _ => "",
    };

    private static string Guards(GuardOptions guards)
    {
        var on = new[] { guards.Zero == GuardAction.Off ? null : $"zero {guards.Zero}", guards.Jump == GuardAction.Off ? null : $"jump {guards.Jump}", guards.ZScore ? "z-score" : null };
        return on.Any(static one => one is not null) ? $", guards: {string.Join(", ", on.OfType<string>()).ToLowerInvariant()}" : "";
    }

    private static string List(string what, IReadOnlyList<string> addresses) =>
        addresses.Count == 0 ? $"no {what}" : $"{what} {string.Join(" ", addresses.Select(UrlTemplate.Redacted))}";

    private static string Default(UAllo? given) => given is null ? " by default" : "";

    // A fee of a few uallo is unreadable in ALLO, and a stake of many ALLO is unreadable in uallo.
    private static string Amount(UAllo? amount)
    {
        if (amount is not { } some)
            return "none";
        var allo = some.ToAllo();
        return allo.Length - allo.IndexOf('.', StringComparison.Ordinal) is var decimals && (!allo.Contains('.', StringComparison.Ordinal) || decimals <= FewDecimals + 1)
            ? $"{allo} ALLO ({some})"
            : $"{some} ({allo} ALLO)";
    }
}
