using Allora.Sdk.DevNet.Tests.Support;

namespace Allora.Sdk.DevNet.Tests.Recorded;

/// <summary>Whom a recording names, and who of ours plays each; by how much our heights and topics differ from the recorded ones.</summary>
internal sealed class Company
{
    private readonly Dictionary<string, TestWallet> _wallets = new(StringComparer.Ordinal);

    public Company(string name, long heights, ulong topics, params ReadOnlySpan<string> recorded)
    {
        (Heights, Topics) = (heights, topics);
        foreach (var address in recorded)
            _wallets[address] = TestWallet.Of($"{name} {address}");
    }

    public long Heights { get; }

    public ulong Topics { get; }

    public TestWallet Of(string recorded) => _wallets[recorded];

    public bool Knows(string recorded) => _wallets.ContainsKey(recorded);

    /// <summary>Topics above 100 are ones that exist nowhere.</summary>
    public ulong Topic(ulong recorded) => recorded is > 0 and < 100 ? recorded + Topics : recorded;

    public long Height(long recorded) => recorded > 0 ? recorded + Heights : recorded;

    /// <summary>The text with our addresses.</summary>
    public string Text(string recorded)
    {
        foreach (var (address, wallet) in _wallets)
            recorded = recorded.Replace(address, wallet.Address, StringComparison.Ordinal);
        return recorded;
    }
}
