using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>A channel that closes once it is retired and its last call has ended.</summary>
internal sealed class PooledChannel(CallInvoker invoker, IDisposable channel)
{
    // The owner counts as one.
    private int _users = 1;

    public CallInvoker Invoker { get; } = invoker;

    /// <summary>Returns false if the channel is closed already: there is a newer one.</summary>
    public bool TryEnter()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    /// <summary>A call has ended, or the owner has another channel.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            channel.Dispose();
    }

    /// <summary>Closes at once: calls in progress fail.</summary>
    public void Close() => channel.Dispose();
}
