using System.Globalization;
using Allora.Chaos.Lies;
using Allora.Chaos.Plan;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Values;

namespace Allora.Chaos.DevNetSide;

/// <summary>Turns planned faults into what a DevNet can do, and counts how often each acted.</summary>
internal sealed class FaultDesk(AlloraDevNet devnet, bool rest)
{
    private readonly Dictionary<int, List<(DevNetNode Node, Fault Fault)>> _active = [];
    private readonly Dictionary<int, IReadOnlyList<Lie>> _lies = [];

    public async Task BeginAsync(PlannedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultNames.Lag:
                Node(fault).Lag = fault.Number;
                break;
            case FaultNames.Restart or FaultNames.RestartEmpty:
                await Node(fault).StopAsync();
                if (fault.Kind == FaultNames.RestartEmpty)
                    devnet.LoseMempool();
                break;
            case FaultNames.Blackout:
                _active[fault.Id] = [.. devnet.Nodes.Select(node => (node, node.Faults.Add(Fault(fault))))];
                break;
            case FaultNames.Hold:
                devnet.HoldTransactions(fault.Number);
                break;
            case FaultNames.Vanish:
                devnet.VanishTransactions(fault.Number);
                break;
            case FaultNames.OutOfGas:
                devnet.RunOutOfGas(fault.Number);
                break;
            case FaultNames.GasPrice:
                devnet.SetGasPrice(GasPrice.Parse(fault.Number.ToString(CultureInfo.InvariantCulture)));
                break;
            case FaultNames.MempoolLost:
                devnet.LoseMempool();
                break;
            case FaultNames.Halt:
                devnet.IsHalted = true;
                break;
            case FaultNames.Lie:
                _lies[fault.Id] = [.. LieDice.Throw(devnet, fault.Number, rest).Select(Node(fault).Lies.Add)];
                break;
            default:
                _active[fault.Id] = [(Node(fault), Node(fault).Faults.Add(Fault(fault)))];
                break;
        }
    }

    /// <summary>Ends the fault, and tells how often it acted; null where it is not of those that count calls.</summary>
    public async Task<int?> EndAsync(PlannedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultNames.Lag:
                Node(fault).Lag = 0;
                return null;
            case FaultNames.Restart or FaultNames.RestartEmpty:
                await Node(fault).StartAsync();
                return null;
            case FaultNames.Hold:
                devnet.HoldTransactions(0);
                return null;
            case FaultNames.Vanish:
                devnet.VanishTransactions(0);
                return null;
            case FaultNames.OutOfGas:
                devnet.RunOutOfGas(0);
                return null;
            case FaultNames.Halt:
                devnet.IsHalted = false;
                return null;
            case FaultNames.Lie when _lies.Remove(fault.Id, out var lies):
                foreach (var lie in lies)
                    Node(fault).Lies.Remove(lie);
                return lies.Sum(static lie => lie.Hits);
        }

        if (!_active.Remove(fault.Id, out var parts))
            return null;
        foreach (var (node, part) in parts)
            node.Faults.Remove(part);
        return parts.Sum(static part => part.Fault.Hits);
    }

    private DevNetNode Node(PlannedFault fault) => devnet.Nodes[fault.Node!.Value];

    private Fault Fault(PlannedFault fault)
    {
        var isSocket = fault.Node is null || FaultNames.OfSocket.Contains(fault.Kind);
        return new Fault
        {
            Kind = KindOf(fault.Kind),
            Protocol = isSocket ? FaultProtocol.WebSocket : rest ? FaultProtocol.Rest : FaultProtocol.Grpc,
            Method = fault.Method,
            Times = isSocket && fault.Number > 0 ? fault.Number : int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(fault.DelayMs),
        };
    }

    private static FaultKind KindOf(string name) => name switch
    {
        FaultNames.Latency => FaultKind.Latency,
        FaultNames.Unavailable => FaultKind.Unavailable,
        FaultNames.Exhausted => FaultKind.ResourceExhausted,
        FaultNames.Deadline => FaultKind.DeadlineExceeded,
        FaultNames.Garbage or FaultNames.FrameGarbage => FaultKind.Garbage,
        FaultNames.Truncated => FaultKind.Truncated,
        FaultNames.HalfOpen or FaultNames.SilentSocket => FaultKind.HalfOpen,
        FaultNames.LostAnswer => FaultKind.LostAnswer,
        FaultNames.FrameDropped or FaultNames.Blackout => FaultKind.DropFrame,
        FaultNames.FrameDuplicated => FaultKind.DuplicateFrame,
        FaultNames.FrameReordered => FaultKind.ReorderFrame,
        FaultNames.SubscriptionCancelled => FaultKind.CancelSubscription,
        FaultNames.ClosedMidFrame => FaultKind.CloseMidFrame,
        _ => throw new ArgumentException($"unknown fault {name}"),
    };
}
