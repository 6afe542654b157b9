using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk.PostgreSql.Fleet;

namespace Allora.Cli.Fleet;

/// <summary>allora fleet status: members, and the wallets with their holders.</summary>
internal static class FleetStatusCommand
{
    public static Command Create()
    {
        var fleet = new FleetOptions();
        var command = new Command("status", "Shows the members of a fleet and where its wallets run.");
        fleet.AddTo(command);
        return command.Runs((parsed, screen, cancellationToken) => fleet.UseAsync(parsed, async open =>
        {
            var status = await open.GetStatusAsync(cancellationToken);
            var (members, wallets) = (status.Members.Select(member => Member(member, status)).ToList(), status.Wallets.Select(wallet => Wallet(wallet, status)).ToList());
            if (screen.IsJson)
            {
                screen.Fields(new JsonObject { ["members"] = new JsonArray([.. members]), ["wallets"] = new JsonArray([.. wallets]) });
                return ExitCodes.Ok;
            }

            screen.Table(members, "no member is alive: start one with 'allora fleet run'");
            screen.Say("");
            screen.Table(wallets, "no wallet has workers: write them with 'allora fleet apply FILE'");
            return ExitCodes.Ok;
        }));
    }

    private static JsonObject Member(FleetMemberStatus member, FleetStatus status)
    {
        var held = status.Wallets.Where(wallet => wallet.Holder == member.Name).ToList();
        return new JsonObject
        {
            ["member"] = member.Name,
            ["wallets"] = held.Count,
            ["workers"] = held.Sum(static wallet => wallet.Workers.Count),
            ["able"] = member.Able.Count,
            ["draining"] = member.IsDraining,
            ["since"] = member.Since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
    }

    private static JsonObject Wallet(FleetWalletStatus wallet, FleetStatus status) => new()
    {
        ["wallet"] = wallet.Wallet,
        ["member"] = wallet.Holder,
        ["workers"] = new JsonArray([.. wallet.Workers.Select(static worker => (JsonNode)$"{worker.TopicId.ToString(CultureInfo.InvariantCulture)} {worker.Role.ToString().ToLowerInvariant()}")]),
        ["moved_to"] = wallet.MovedTo,
        ["remark"] = Remark(wallet, status),
    };

    private static string? Remark(FleetWalletStatus wallet, FleetStatus status) =>
        wallet.Holder is { } holder && status.Members.All(member => member.Name != holder) ? "held by a process that is not alive as a member"
        : wallet.Holder is not null ? null
        : wallet.Able == 0 ? "no member has its key, or can run all its workers"
        : "waits for a member";
}
