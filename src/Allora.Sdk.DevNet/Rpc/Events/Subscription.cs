using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Search;

namespace Allora.Sdk.DevNet.Rpc.Events;

/// <summary>What one client asked to be told. Its frames carry the id of the request that made it.</summary>
internal sealed class Subscription(RpcId id, EventQuery query)
{
    private int _pending;
    private bool _isActive;

    public RpcId Id { get; } = id;

    public EventQuery Query { get; } = query;

    /// <summary>The bytes that every frame of this subscription starts with.</summary>
    public byte[] Head { get; } = RpcEnvelope.EventHead(id, query.Text);

    /// <summary>Whether its request was answered: no event may overtake that answer.</summary>
    public bool IsActive
    {
        get => Volatile.Read(ref _isActive);
        set => Volatile.Write(ref _isActive, value);
    }

    /// <summary>Counts a frame in; false when the client has too many unread ones.</summary>
    public bool TryQueue(int capacity)
    {
        if (Interlocked.Increment(ref _pending) <= capacity)
            return true;
        Interlocked.Decrement(ref _pending);
        return false;
    }

    /// <summary>Counts a frame out: it went to the socket.</summary>
    public void Sent() => Interlocked.Decrement(ref _pending);
}
