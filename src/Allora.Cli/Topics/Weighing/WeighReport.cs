using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;

namespace Allora.Cli.Topics.Weighing;

/// <summary>What topics weigh says.</summary>
internal static class WeighReport
{
    public static void Show(WeighedTopic weighed, Screen screen)
    {
        if (screen.IsJson)
        {
            screen.Fields(Json(weighed));
            return;
        }

        screen.Fields(Head(weighed));
        foreach (var set in weighed.Sets)
        {
            screen.Say("");
            screen.Say(Title(set));
            screen.Table([.. set.Actors.Select(Row)], "nobody");
        }

        screen.Say("");
        foreach (var why in weighed.Unchecked)
            screen.Say($"not computed again: {why}");
        screen.Say(weighed.Differences.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{weighed.Compared} values computed again, all as the chain says")
            : string.Create(CultureInfo.InvariantCulture, $"{weighed.Differences.Count} of {weighed.Compared} values differ from what the chain says:"));
        if (weighed.Differences.Count > 0)
            screen.Table([.. weighed.Differences.Select(Row)], "");
    }

    private static JsonObject Head(WeighedTopic weighed) => new()
    {
        ["topic"] = weighed.Id,
        ["height"] = weighed.Height,
        ["schema"] = weighed.Schema,
        ["workers_nonce"] = weighed.WorkersNonce,
        ["losses_nonce"] = weighed.Nonce,
        ["losses_at"] = weighed.LossesAt,
        ["paid_at"] = weighed.PaidAt,
    };

    private static JsonObject Json(WeighedTopic weighed)
    {
        var json = Head(weighed);
        foreach (var set in weighed.Sets)
        {
            json[set.Role.ToString().ToLowerInvariant() + "s"] = new JsonObject
            {
                ["places"] = set.Places,
                ["active"] = set.Active,
                ["cut_off"] = set.Lowest?.Score,
                ["lowest"] = set.Lowest?.Address,
                ["actors"] = new JsonArray([.. set.Actors.Select(Row)]),
            };
        }

        json["compared"] = weighed.Compared;
        json["differences"] = new JsonArray([.. weighed.Differences.Select(Row)]);
        json["unchecked"] = new JsonArray([.. weighed.Unchecked.Select(static why => JsonValue.Create(why))]);
        return json;
    }

    private static string Title(WeighedSet set)
    {
        var places = string.Create(CultureInfo.InvariantCulture, $"{set.Role}s: {set.Active} active, {set.Places} places");
        return set.Lowest is not { } lowest ? places
            : (ulong)set.Active < set.Places ? $"{places}; a place is free. Lowest score {lowest.Score} ({lowest.Address})"
            : $"{places}; in comes who scores more than {lowest.Score} ({lowest.Address})";
    }

    private static JsonObject Row(WeighedActor actor) => new()
    {
        ["address"] = actor.Address,
        ["active"] = actor.IsActive,
        ["average"] = actor.Average,
        ["score"] = actor.Score,
        ["computed"] = actor.Computed,
        ["share"] = actor.Share,
        ["paid_uallo"] = actor.Paid,
    };

    private static JsonObject Row(WeighDifference difference) => new()
    {
        ["what"] = difference.What,
        ["address"] = difference.Address,
        ["chain"] = difference.Chain,
        ["computed"] = difference.Computed,
    };
}
