using System.Collections.Immutable;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Search;

namespace Allora.Sdk.DevNet.Rpc.Events;

/// <summary>The subscriptions of one connection, under a node's limits. Refusals carry a node's texts.</summary>
internal sealed class SubscriptionSet
{
    /// <summary>max_subscriptions_per_client of a node's default configuration.</summary>
    public const int Limit = 5;

    private const int MaxQueryLength = 512;

    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>In the order in which they were made.</summary>
    public ImmutableArray<Subscription> All => _subscriptions;

    public void Add(RpcId id, string text)
    {
        if (_subscriptions.Length >= Limit)
            throw new RpcException($"max_subscriptions_per_client {Limit} reached");
        if (text.Length > MaxQueryLength)
            throw new RpcException("maximum query length exceeded");
        var query = Parse(text);
        if (Find(query) is not null)
            throw new RpcException("already subscribed");
        _subscriptions = _subscriptions.Add(new Subscription(id, query));
    }

    /// <summary>Lets events flow to subscriptions whose requests were answered.</summary>
    public void Activate()
    {
        foreach (var subscription in _subscriptions)
            subscription.IsActive = true;
    }

    public void Remove(string text)
    {
        var found = Find(Parse(text)) ?? throw NotFound();
        Remove(found);
    }

    public void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (list, gone) => list.Remove(gone), subscription);

    public void RemoveAll()
    {
        if (_subscriptions.IsEmpty)
            throw NotFound();
        _subscriptions = [];
    }

    private static RpcException NotFound() => new("subscription not found");

    private static EventQuery Parse(string text)
    {
        try
        {
            return EventQuery.Parse(text);
        }
        catch (QuerySyntaxException error)
        {
            throw new RpcException("failed to parse query: " + error.Message);
        }
    }

    private Subscription? Find(EventQuery query)
    {
        var canonical = query.ToString();
        foreach (var subscription in _subscriptions)
        {
            if (subscription.Query.ToString() == canonical)
                return subscription;
        }

        return null;
    }
}
