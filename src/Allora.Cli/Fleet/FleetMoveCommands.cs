using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.PostgreSql.Fleet;

namespace Allora.Cli.Fleet;

/// <summary>allora fleet drain and move: wallets change their members.</summary>
internal static class FleetMoveCommands
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Command Drain()
    {
        var fleet = new FleetOptions();
        var member = new Argument<string?>("MEMBER") { Description = "A member of 'fleet status'. Default: the members on this machine.", Arity = ArgumentArity.ZeroOrOne };
        var cancel = new Option<bool>("--cancel") { Description = "Lets it claim wallets again." };
        var command = new Command("drain", "Lets a member give back its wallets and claim none until it is started again, and waits until others run them.") { member, cancel };
        fleet.AddTo(command);
        return command.Runs((parsed, screen, cancellationToken) => fleet.UseAsync(parsed, async open =>
        {
            var before = await open.GetStatusAsync(cancellationToken);
            var names = MembersOf(before, parsed.GetValue(member));
            var drains = !parsed.GetValue(cancel);
            foreach (var name in names)
                await open.DrainAsync(name, drains, cancellationToken);
            var wallets = drains ? before.Wallets.Where(wallet => IsOneOf(names, wallet.Holder)).Select(static wallet => wallet.Wallet).ToHashSet() : [];
            var seconds = await WaitAsync(open, status => !drains || status.Wallets.All(wallet => !IsOneOf(names, wallet.Holder) && (!wallets.Contains(wallet.Wallet) || wallet.Holder is not null || wallet.Able == 0)), cancellationToken);
            var after = await open.GetStatusAsync(cancellationToken);
            screen.Fields(new JsonObject
            {
                ["members"] = new JsonArray([.. names.Select(static name => JsonValue.Create(name))]),
                ["draining"] = drains,
                ["given_back"] = wallets.Count,
                ["without_member"] = after.Wallets.Count(wallet => wallets.Contains(wallet.Wallet) && wallet.Holder is null),
                ["seconds"] = seconds,
            });
            return seconds is null ? ExitCodes.Failed : ExitCodes.Ok;
        }));
    }

    public static Command Move()
    {
        var fleet = new FleetOptions();
        var wallet = new Argument<string>("WALLET") { Description = "The wallet's address." };
        var member = new Argument<string?>("MEMBER") { Description = "A member of 'fleet status'. It keeps the wallet, and gets it back after a restart, as long as it can run it.", Arity = ArgumentArity.ZeroOrOne };
        var anywhere = new Option<bool>("--anywhere") { Description = "Lets it run with any member again." };
        var command = new Command("move", "Moves a wallet to a member, and waits until it runs there.") { wallet, member, anywhere };
        fleet.AddTo(command);
        return command.Runs((parsed, screen, cancellationToken) => fleet.UseAsync(parsed, async open =>
        {
            var (address, target) = (Addresses.Require(parsed.GetRequiredValue(wallet)), parsed.GetValue(member));
            if (target is null == !parsed.GetValue(anywhere))
                throw new UsageException("name the member, or give --anywhere");
            var status = await open.GetStatusAsync(cancellationToken);
            var moved = status.Wallets.FirstOrDefault(one => one.Wallet == address) ?? throw new UsageException($"{address} has no workers in the store: 'allora fleet status' lists the wallets");
            if (target is not null && !MemberOf(status, target).Able.Contains(address))
                throw new UsageException($"{target} cannot run {address}: it has no key for it, or a worker of it cannot run there");
            await open.MoveAsync(address, target, cancellationToken);
            var seconds = await WaitAsync(open, now => target is null || now.Wallets.Any(one => one.Wallet == address && one.Holder == target), cancellationToken);
            screen.Fields(new JsonObject { ["wallet"] = address, ["from"] = moved.Holder, ["to"] = target, ["seconds"] = seconds });
            return seconds is null ? ExitCodes.Failed : ExitCodes.Ok;
        }));
    }

    private static bool IsOneOf(List<string> names, string? holder) => holder is not null && names.Contains(holder);

    private static List<string> MembersOf(FleetStatus status, string? name)
    {
        if (name is not null)
            return [MemberOf(status, name).Name];
        var here = status.Members.Where(static member => member.Name == Environment.MachineName || member.Name.StartsWith(Environment.MachineName + "/", StringComparison.Ordinal)).Select(static member => member.Name).ToList();
        return here.Count > 0 ? here : throw new UsageException($"no member has the name of this machine: name one of {Names(status)}");
    }

    private static FleetMemberStatus MemberOf(FleetStatus status, string name) =>
        status.Members.FirstOrDefault(member => member.Name == name) ?? throw new UsageException($"\"{SafeText.Value(name)}\" is not a member that is alive: there are {Names(status)}");

    private static string Names(FleetStatus status) => status.Members.Count == 0 ? "none" : string.Join(", ", status.Members.Select(static member => member.Name));

    // Null: not within the limit.
    private static async Task<double?> WaitAsync(PostgreSqlFleet fleet, Func<FleetStatus, bool> isDone, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!isDone(await fleet.GetStatusAsync(cancellationToken)))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Limit)
                return null;
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        return Math.Round(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1);
    }
}
