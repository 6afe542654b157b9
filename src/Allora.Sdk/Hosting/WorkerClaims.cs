namespace Allora.Sdk.Hosting;

/// <summary>The topics and wallets of all workers: two workers with the same would answer every window twice. Checked while the host starts.</summary>
internal sealed class WorkerClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ulong Topic, string Wallet, string Role), string> _claims = [];

    public void Claim(string worker, ulong topicId, string wallet, string role)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue((topicId, wallet, role), out var other))
                throw new InvalidOperationException($"The workers '{other}' and '{worker}' are both {role}s of topic {topicId} with the wallet {wallet}: remove one, or give it another wallet.");
            _claims.Add((topicId, wallet, role), worker);
        }
    }
}
