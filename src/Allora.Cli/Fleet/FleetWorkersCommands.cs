using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk.PostgreSql.Fleet;

namespace Allora.Cli.Fleet;

/// <summary>allora fleet apply and remove: the specifications of workers in the store.</summary>
internal static class FleetWorkersCommands
{
    public static Command Apply()
    {
        var fleet = new FleetOptions();
        var file = new Argument<FileInfo>("FILE") { Description = "Workers and reputers with their wallets: YAML or JSON, see docs/fleet.md." };
        var prune = new Option<bool>("--prune") { Description = "Removes the workers that are not in the file." };
        var command = new Command("apply", "Writes workers into the store; members follow within a second. All or none are written.") { file, prune };
        fleet.AddTo(command);
        return command.Runs((parsed, screen, cancellationToken) =>
        {
            var workers = FleetFile.Read(parsed.GetRequiredValue(file).FullName);
            return fleet.UseAsync(parsed, async open =>
            {
                var changes = await open.ApplyAsync(workers, parsed.GetValue(prune), cancellationToken);
                screen.Fields(new JsonObject { ["added"] = changes.Added, ["changed"] = changes.Changed, ["unchanged"] = changes.Unchanged, ["removed"] = changes.Removed });
                return ExitCodes.Ok;
            });
        });
    }

    public static Command Remove()
    {
        var fleet = new FleetOptions();
        var wallet = new Argument<string>("WALLET") { Description = "The wallet's address." };
        var topic = new Option<ulong?>("--topic") { Description = "Its workers in this topic alone.", HelpName = "ID" };
        var role = new Option<FleetRole?>("--role") { Description = "Its workers with this role alone: inferer, forecaster, infererandforecaster or reputer.", HelpName = "ROLE" };
        var command = new Command("remove", "Removes a wallet's workers from the store. Its journal stays.") { wallet, topic, role };
        fleet.AddTo(command);
        return command.Runs((parsed, screen, cancellationToken) => fleet.UseAsync(parsed, async open =>
        {
            var address = Addresses.Require(parsed.GetRequiredValue(wallet));
            var removed = await open.RemoveAsync(address, parsed.GetValue(topic), parsed.GetValue(role), cancellationToken);
            if (removed == 0)
                throw new UsageException($"{address} has no such worker in the store: 'allora fleet status' lists them");
            screen.Fields(new JsonObject { ["wallet"] = address, ["removed"] = removed });
            return ExitCodes.Ok;
        }));
    }
}
