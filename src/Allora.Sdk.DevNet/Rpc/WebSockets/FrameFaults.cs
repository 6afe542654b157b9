using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.Events;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>What the faults of a node make of one connection's event frames.</summary>
internal sealed class FrameFaults(INode node, SubscriptionSet subscriptions, Action goSilent)
{
    private readonly DevNetFaults _faults = node.Faults;
    private OutgoingFrame? _held;

    /// <summary>Adds a frame to those that leave now, as often and in the order that the faults want.</summary>
    public void Apply(OutgoingFrame honest, Publication publication, List<OutgoingFrame> leaving)
    {
        var frame = node.Lies.IsEmpty ? honest : FrameLies.Apply(honest, publication, node);
        var released = _held;
        _held = null;
        if (_faults.Active.Count == 0)
            leaving.Add(frame);
        else
            Bend(frame, leaving);
        if (released is not null)
            leaving.Add(released);
    }

    private void Bend(OutgoingFrame frame, List<OutgoingFrame> leaving)
    {
        var subscription = frame.Subscription!;
        var copies = 1;
        foreach (var fault in _faults.Take(FaultProtocol.WebSocket, subscription.Query.Text, FaultScope.OfFrames))
        {
            switch (fault.Kind)
            {
                case FaultKind.Latency:
                    frame = frame with { Delay = fault.Delay };
                    break;
                case FaultKind.DropFrame:
                    copies = 0;
                    break;
                case FaultKind.DuplicateFrame:
                    copies *= 2;
                    break;
                case FaultKind.ReorderFrame:
                    _held = frame;
                    copies = 0;
                    break;
                case FaultKind.Garbage:
                    frame = OutgoingFrame.Text("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"qu\u0000"u8.ToArray());
                    break;
                case FaultKind.CloseMidFrame or FaultKind.Truncated:
                    frame = frame.Truncated();
                    break;
                case FaultKind.HalfOpen:
                    goSilent();
                    break;
                case FaultKind.CancelSubscription:
                    subscriptions.Remove(subscription);
                    frame = OutgoingFrame.Canceled(subscription);
                    break;
            }
        }

        for (; copies > 0; copies--)
            leaving.Add(frame);
    }
}
