using System.Buffers;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Faults.Lies.Json;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.Events;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>What the lies of a node make of an event frame.</summary>
internal static class FrameLies
{
    /// <summary>Returns the frame to send.</summary>
    public static OutgoingFrame Apply(OutgoingFrame honest, Publication publication, INode node)
    {
        var query = honest.Subscription!.Query.Text;
        var lies = node.Lies.For(FaultProtocol.WebSocket, query);
        if (lies.Count == 0)
            return honest;
        byte[] head = honest.Subscription.Head.ToArray();
        byte[] answer = [.. head, .. publication.Tail];
        var isChanged = false;
        foreach (var lie in lies)
        {
            if (lie.Parsed.Place is LiePlace.Header or LiePlace.Error
                || JsonLies.Apply(lie, answer, () => Earlier(publication, head, node, lie.Ago)) is not { } told
                || !node.Lies.Claim(lie, FaultProtocol.WebSocket, query, publication.Height))
                continue;
            answer = told;
            isChanged = true;
        }

        return isChanged ? honest.With(answer) : honest;
    }

    private static byte[]? Earlier(Publication publication, byte[] head, INode node, int ago)
    {
        if (publication.Kind == EventKind.Tx || node.GetBlock(publication.Height - ago) is not { } block)
            return null;
        return [.. head, .. BlockPublications.OfBlock(block).Single(past => past.Kind == publication.Kind).Tail];
    }
}
