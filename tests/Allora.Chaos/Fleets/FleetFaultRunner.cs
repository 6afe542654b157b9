using System.Globalization;

namespace Allora.Chaos.Fleets;

/// <summary>Injects one fault after the other at random moments, and waits after each until every wallet runs again.</summary>
internal sealed class FleetFaultRunner(FleetChaosOptions options, FleetServer server, FleetProcesses processes, FleetLeases leases, FleetRequests requests, IReadOnlyList<string> wallets)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Random _dice = new(options.Seed);
    private readonly List<FleetFault> _faults = [];

    public IReadOnlyList<FleetFault> Faults => _faults;

    private double TwoBlocks => 2.0 * options.BlockMs;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        foreach (var (kind, round) in Plan())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromMinutes(options.Minutes))
                return;
            processes.Check();
            await InjectAsync(kind, round, cancellationToken);
            // Windows of other ages at the next fault.
            await Task.Delay(options.Block * (0.5 + (_dice.NextDouble() * 4)), TimeProvider.System, cancellationToken);
        }
    }

    // Each kind in each round once, in a random order.
    private IEnumerable<(string Kind, int Round)> Plan()
    {
        string[] kinds = options.Only.Length > 0 ? [options.Only] : [.. FleetFaultKinds.All];
        for (var round = 0; round < options.Each; round++)
        {
            _dice.Shuffle(kinds);
            foreach (var kind in kinds.ToArray())
                yield return (kind, round);
        }
    }

    private Task InjectAsync(string kind, int round, CancellationToken cancellationToken) => kind switch
    {
        FleetFaultKinds.Kill => KillAsync(isFreeze: false, round, cancellationToken),
        FleetFaultKinds.Freeze => KillAsync(isFreeze: true, round, cancellationToken),
        FleetFaultKinds.Away => AwayAsync(round, cancellationToken),
        FleetFaultKinds.Restart => RestartAsync(cancellationToken),
        FleetFaultKinds.Deploy => DeployAsync(cancellationToken),
        FleetFaultKinds.Join => JoinAsync(cancellationToken),
        _ => TakeAsync(round, cancellationToken),
    };

    private async Task KillAsync(bool isFreeze, int round, CancellationToken cancellationToken)
    {
        var isLong = isFreeze && round == 0 && options.Seconds.LongFreeze > options.Seconds.Freeze;
        var (victim, held) = await VictimAsync(round);
        var fault = Begin(isFreeze ? FleetFaultKinds.Freeze : FleetFaultKinds.Kill, Of(held, victim), options.Lease.TotalMilliseconds + TwoBlocks, isLong);
        if (isFreeze)
            await processes.FreezeAsync(victim);
        else
            await processes.KillAsync(victim);
        await RecoverAsync(fault, now => fault.Wallets.All(wallet => now.TryGetValue(wallet, out var lease) && lease.Fence > held[wallet].Fence), cancellationToken);
        if (isFreeze)
        {
            var left = TimeSpan.FromSeconds(isLong ? options.Seconds.LongFreeze : options.Seconds.Freeze) - TimeSpan.FromMilliseconds(JsonLines.Now - fault.Start);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, cancellationToken);
            await processes.ThawAsync(victim);
        }
        else
        {
            processes.Start(victim);
        }

        await LevelAsync(cancellationToken);
    }

    private async Task AwayAsync(int round, CancellationToken cancellationToken)
    {
        var isLong = round == 0 && options.Seconds.LongAway > options.Seconds.Away;
        var seconds = isLong ? options.Seconds.LongAway : options.Seconds.Away;
        var fault = Begin(FleetFaultKinds.Away, wallets.ToHashSet(), 0, isLong);
        await server.StopServerAsync();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);
        await server.StartServerAsync();
        await BackAsync(fault, cancellationToken);
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        var fault = Begin(FleetFaultKinds.Restart, wallets.ToHashSet(), 0);
        await server.RestartServerAsync();
        await BackAsync(fault, cancellationToken);
    }

    // The absence is as long as it was, and a second more.
    private async Task BackAsync(FleetFault fault, CancellationToken cancellationToken)
    {
        fault.D = JsonLines.Now - fault.Start + 1000 + TwoBlocks;
        await RecoverAsync(fault, now => wallets.All(now.ContainsKey), cancellationToken);
        await LevelAsync(cancellationToken);
    }

    private async Task DeployAsync(CancellationToken cancellationToken)
    {
        foreach (var name in processes.Names.ToList())
        {
            var held = await leases.HeldAsync();
            var fault = Begin(FleetFaultKinds.Deploy, Of(held, name), 0);
            var stopping = processes.StopAsync(name);
            await RecoverAsync(fault, now => fault.Wallets.All(wallet => now.TryGetValue(wallet, out var lease) && lease.Fence > held[wallet].Fence), cancellationToken);
            await stopping;
            processes.Start(name);
            await LevelAsync(cancellationToken);
        }
    }

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        const string Newcomer = "newcomer";
        var fault = Begin(FleetFaultKinds.Join, wallets.ToHashSet(), 0);
        processes.Start(Newcomer);
        await RecoverAsync(fault, now => wallets.All(now.ContainsKey) && now.Values.Count(static lease => lease.Holder == Newcomer) >= wallets.Count / processes.Names.Count, cancellationToken);
        await Task.Delay(options.Block * 4, TimeProvider.System, cancellationToken);
        await processes.StopAsync(Newcomer);
        await LevelAsync(cancellationToken);
    }

    private async Task TakeAsync(int round, CancellationToken cancellationToken)
    {
        var wallet = IsInFlight(round) ? await requests.NextBroadcastAsync().WaitAsync(Limit, cancellationToken) : wallets[_dice.Next(wallets.Count)];
        var fault = Begin(FleetFaultKinds.Taken, new HashSet<string>([wallet]), options.Lease.TotalMilliseconds + TwoBlocks);
        await leases.TakeAsync(wallet, options.Lease);
        await RecoverAsync(fault, now => now.TryGetValue(wallet, out var lease) && lease.Holder != "hand", cancellationToken);
        await LevelAsync(cancellationToken);
    }

    // Every third fault acts between a transaction's journal and its block.
    private static bool IsInFlight(int round) => round % 3 == 0;

    private async Task<(string Name, Dictionary<string, (string Holder, long Fence)> Held)> VictimAsync(int round)
    {
        var names = processes.Names.ToList();
        if (!IsInFlight(round))
            return (names[_dice.Next(names.Count)], await leases.HeldAsync());
        var wallet = await requests.NextBroadcastAsync().WaitAsync(Limit);
        var held = await leases.HeldAsync();
        return (held.TryGetValue(wallet, out var lease) && names.Contains(lease.Holder) ? lease.Holder : names[_dice.Next(names.Count)], held);
    }

    private static HashSet<string> Of(Dictionary<string, (string Holder, long Fence)> held, string name) => [.. held.Where(one => one.Value.Holder == name).Select(static one => one.Key)];

    private FleetFault Begin(string kind, IReadOnlySet<string> affected, double d, bool isLong = false)
    {
        var fault = new FleetFault { Kind = kind, Start = JsonLines.Now, Wallets = affected, D = d, InFlight = requests.Pending(affected), IsLong = isLong };
        _faults.Add(fault);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {fault.Name}: {affected.Count} wallets, {fault.InFlight} transactions in flight"));
        return fault;
    }

    private async Task RecoverAsync(FleetFault fault, Func<Dictionary<string, (string Holder, long Fence)>, bool> isRecovered, CancellationToken cancellationToken)
    {
        if (await leases.ReachAsync(isRecovered, Limit, cancellationToken))
            fault.Recovery = JsonLines.Now - fault.Start;
    }

    // Every process has a share again.
    private async Task LevelAsync(CancellationToken cancellationToken)
    {
        var share = wallets.Count / processes.Names.Count;
        if (!await leases.ReachAsync(now => wallets.All(now.ContainsKey) && processes.Names.All(name => now.Values.Count(lease => lease.Holder == name) >= share), Limit, cancellationToken))
            Console.WriteLine("the shares did not level out in time");
    }
}
