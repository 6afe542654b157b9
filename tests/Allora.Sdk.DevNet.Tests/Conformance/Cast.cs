using System.Collections.Immutable;
using System.Security.Cryptography;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Who of ours plays whom of the captures, and by how much heights, topic ids and account numbers differ.</summary>
internal sealed class Cast
{
    // Main, reputer, visitor, and one that the chain never saw.
    private static readonly ImmutableArray<string> FirstChain =
    [
        "029c209cc183d107855fc5631dbf42b34750d1df8bab455f10ddfa65901ee21a24",
        "024902ed0df4d3b9563b9f8222d909bb865599f4eb09e06e8cd0d5d756c6c4bb53",
        "03ae9c5251c9b69f65d505427f01af635b271e8bc81192330ec6c026b2ce5653e0",
        "03d52bfdcdefd71206e90edeaa33b0c399c07e8068eccd8236179433069c98c46a",
    ];

    // The validators that proposed the captured blocks: tips went to them.
    private static readonly string[] Proposers =
        ["allo1fdpa4q9x3vzfgu6nrl3xzjkm5d822epwhep2s0", "allo14ceme2z8meca9p67fymewsqexcv2ylmcddvkye", "allo13gcjmw0zd5gvtxqe3suhqy6uhwj9cr9d9f22wf", "allo1j73pdqd9qla4wpqhh9wfxpscg7jv3nem6s8em3"];

    private const string Operator = "allovaloper1a7haqef4vxz94ndm4zev3er4hxkyddc6lkzasn";

    public const string OtherChainId = "othernet-7";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <param name="name">Another name gives other keys of ours.</param>
    /// <param name="heightShift">Added to heights.</param>
    /// <param name="topicShift">Added to topic ids.</param>
    /// <param name="capturedKeys">The keys of the captured chain; those of the first captures if none are given.</param>
    public Cast(string name, long heightShift, ulong topicShift, params ImmutableArray<string> capturedKeys)
    {
        Name = name;
        HeightShift = heightShift;
        TopicShift = topicShift;
        CapturedKeys = capturedKeys.IsDefaultOrEmpty ? FirstChain : capturedKeys;
        // The main account's number is known: its first capture has a wrong one on purpose.
        CapturedNumbers = capturedKeys.IsDefaultOrEmpty ? new() { [0] = 1 } : [];
        Wallets = [.. Enumerable.Range(0, CapturedKeys.Length).Select(index => TestWallet.Of($"{name} {index}"))];
        for (var i = 0; i < Wallets.Length; i++)
        {
            _texts[CapturedAddress(i)] = Wallets[i].Address;
            _texts[CapturedKeys[i]] = Wallets[i].PublicKeyHex;
        }
    }

    public string Name { get; }

    public long HeightShift { get; }

    public ulong TopicShift { get; }

    public ImmutableArray<TestWallet> Wallets { get; }

    public ImmutableArray<string> CapturedKeys { get; }

    /// <summary>The account numbers that captured signatures were made with, as far as they are known.</summary>
    public Dictionary<int, ulong> CapturedNumbers { get; }

    public string ChainId => HeightShift == 0 ? "localnet" : OtherChainId;

    public string CapturedAddress(int index) => ChainAddress.FromPublicKey(Convert.FromHexString(CapturedKeys[index]));

    public static ulong CapturedNumber(int index) => (ulong)index + 1;

    public ulong Number(int index) => CapturedNumber(index) + (ulong)HeightShift;

    /// <summary>The index of the captured key that made a signature, or null for one that nobody made.</summary>
    public int? SignerOf(byte[] message, ReadOnlySpan<byte> signature)
    {
        for (var i = 0; i < CapturedKeys.Length; i++)
        {
            if (Signatures.Verify(Convert.FromHexString(CapturedKeys[i]), message, signature))
                return i;
        }

        return null;
    }

    public int? IndexOf(ReadOnlySpan<byte> key)
    {
        var index = CapturedKeys.IndexOf(Convert.ToHexStringLower(key));
        return index < 0 ? null : index;
    }

    public string Text(string captured)
    {
        foreach (var (theirs, ours) in captured.Length >= 64 ? _hashes : [])
            captured = captured.Replace(theirs, ours, StringComparison.Ordinal);
        foreach (var (theirs, ours) in _texts)
            captured = captured.Replace(theirs, ours, StringComparison.Ordinal);
        return captured;
    }

    public long Height(long captured) => captured is > 0 and < 100_000 ? captured + HeightShift : captured;

    public ulong Topic(ulong captured) => captured is > 0 and < 10 ? captured + TopicShift : captured;

    /// <summary>Gives the captured proposers' part to the validator of a chain.</summary>
    public void RenameProposers(AlloraDevNet devnet)
    {
        _texts[Operator] = devnet.Engine.Committed.Validator.OperatorAddress;
        foreach (var proposer in Proposers)
            _texts[proposer] = ChainAddress.FromBytes(devnet.Nodes[0].Node.Identity.ValidatorAddress);
    }

    public void Remember(byte[] captured, byte[] ours)
    {
        _hashes[Convert.ToHexString(SHA256.HashData(captured))] = Convert.ToHexString(SHA256.HashData(ours));
        _hashes[Convert.ToBase64String(captured)] = Convert.ToBase64String(ours);
    }
}
