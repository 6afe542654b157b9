namespace Allora.Sdk.Hosting;

/// <summary>The worker of each topic, wallet and role of a network: two for the same would answer every window twice. Used while the host starts.</summary>
internal sealed class WorkerClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string? Network, ulong Topic, string Wallet, string Role), string> _claims = [];

    public void Claim(string worker, string? network, ulong topicId, string wallet, string role)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue((network, topicId, wallet, role), out var other))
                throw new InvalidOperationException($"The workers '{other}' and '{worker}' are both {role}s of topic {topicId} with the wallet {wallet}: remove one, or give it another wallet.");
            _claims.Add((network, topicId, wallet, role), worker);
        }
    }
}
