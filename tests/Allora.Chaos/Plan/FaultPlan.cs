namespace Allora.Chaos.Plan;

/// <summary>
/// The faults of a run, endless and in the order of their beginnings: the same seed, options and nodes give the same plan. Each node has a
/// stream of gRPC faults and one of socket faults, the chain has one, and the worker's process has one; each stream goes through its
/// kinds in rounds of a random order, so that none is left out of a short run.
/// </summary>
internal sealed class FaultPlan(ChaosOptions options)
{
    private static readonly string[] Methods =
        ["Simulate", "BroadcastTx", "GetTx", "AccountInfo", "GetWorkerSubmissionWindowStatus", "GetUnfulfilledWorkerNonces", "Balance"];

    private int _id;

    public IEnumerable<PlannedFault> Faults()
    {
        List<IEnumerator<PlannedFault>> streams = [Stream(1, FaultNames.OfChain, 5, null), Stream(2, FaultNames.OfProcess, 14, null)];
        for (var node = 0; node < options.Nodes; node++)
        {
            streams.Add(Stream(10 + node, FaultNames.OfGrpc, 2.5, node));
            streams.Add(Stream(100 + node, FaultNames.OfSocket, 2, node));
        }

        // One stream for all nodes: they take turns, so that at most one lies at a time.
        if (options.Lies)
            streams.Add(Stream(3, [FaultNames.Lie], 2.5, null));
        foreach (var stream in streams)
            stream.MoveNext();
        while (true)
        {
            var next = streams.MinBy(static stream => stream.Current.AtMs)!;
            yield return next.Current with { Id = ++_id };
            next.MoveNext();
        }
    }

    /// <param name="number">Which stream it is: part of its seed.</param>
    /// <param name="kinds">What happens in it.</param>
    /// <param name="pause">The mean pause between two faults, in windows.</param>
    /// <param name="node">The node that it concerns.</param>
    private IEnumerator<PlannedFault> Stream(int number, string[] kinds, double pause, int? node)
    {
        var dice = new Random((options.Seed * 1009) + number);
        var window = options.WindowMs;
        // The worker is given a window to start in.
        var at = 2.0 * window;
        while (true)
        {
            var round = (string[])kinds.Clone();
            dice.Shuffle(round);
            foreach (var kind in round)
            {
                at += Math.Min(-Math.Log(1 - dice.NextDouble()), 3) * pause * window;
                var fault = Draw(kind, dice, node) with { AtMs = at };
                at += fault.DurationMs;
                yield return fault;
            }
        }
    }

    private PlannedFault Draw(string kind, Random dice, int? node)
    {
        var window = options.WindowMs;
        var duration = window * (0.4 + (dice.NextDouble() * 2));
        var (delay, number, method) = (dice.NextDouble(), dice.NextDouble(), dice.NextDouble());
        var fault = new PlannedFault { Id = 0, Kind = kind, AtMs = 0, DurationMs = duration, Node = node };
        return kind switch
        {
            FaultNames.Latency => fault with { DelayMs = (int)(window * (0.1 + (0.7 * delay))), Method = Some() },
            FaultNames.Exhausted => fault with { DelayMs = delay < 0.5 ? 0 : 1000, Method = Some() },
            FaultNames.Lag => fault with { Number = 3 + (int)(number * options.Window) },
            FaultNames.LostAnswer => fault with { Method = method < 0.7 ? "BroadcastTx" : null },
            FaultNames.Restart or FaultNames.RestartEmpty => fault,
            FaultNames.Lie => fault with { Node = (int)(method * options.Nodes), Number = (int)(number * int.MaxValue) },
            _ when FaultNames.OfGrpc.Contains(kind) => fault with { Method = Some() },
            FaultNames.SubscriptionCancelled or FaultNames.ClosedMidFrame or FaultNames.SilentSocket => fault with { Number = 1 + (int)(number * 2) },
            FaultNames.FrameDropped or FaultNames.FrameDuplicated or FaultNames.FrameReordered or FaultNames.FrameGarbage =>
                fault with { Number = 1 + (int)(number * 6) },
            FaultNames.Hold => fault with { Number = 1 + (int)(number * (options.Window / 2)), DurationMs = window * 0.5 },
            FaultNames.Vanish => fault with { Number = 1 + (int)(number * 3) },
            FaultNames.OutOfGas => fault with { Number = 1 },
            FaultNames.GasPrice => fault with { Number = 5 + (int)(number * 45), DurationMs = 0 },
            FaultNames.MempoolLost => fault with { DurationMs = 0 },
            FaultNames.Halt => fault with { DurationMs = window * (0.3 + delay) },
            FaultNames.Blackout => fault with { DurationMs = window * (3 + (3 * delay)) },
            // How long the process stays away; a halt goes on until it can have come back.
            FaultNames.Kill or FaultNames.KillAfterBroadcast => fault with { DurationMs = window * delay },
            FaultNames.KillInHalt => fault with { DurationMs = window * delay * 0.3 },
            _ => fault,
        };

        string? Some() => method < 0.5 ? null : Methods[(int)((method - 0.5) * 2 * Methods.Length)];
    }
}
