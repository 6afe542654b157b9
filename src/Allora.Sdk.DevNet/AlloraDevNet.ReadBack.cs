using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet;

/// <summary>What tests read back without a client.</summary>
public sealed partial class AlloraDevNet
{
    /// <summary>Raised with each stamp, on the thread that caused it: handlers must not block.</summary>
    public event Action<DevNetStamp>? Stamped
    {
        add => _stamps.Stamped += value;
        remove => _stamps.Stamped -= value;
    }

    /// <summary>The inferences of a topic's nonce, by worker.</summary>
    public IReadOnlyList<DevNetSubmission> Submissions(ulong topicId, long nonce) =>
        _engine.Committed.Emissions.Topics.TryGetValue(topicId, out var topic)
            ?
            [
                .. topic.EpochOf(nonce).Inferences.Select(static pair => new DevNetSubmission
                {
                    Worker = pair.Key,
                    Values = pair.Value.Values.ToDictionary(static value => value.Label, static value => value.Value.ToString()),
                    Height = pair.Value.Height,
                }),
            ]
            : [];

    /// <summary>Every transaction that is in a block that is still kept, oldest first.</summary>
    public IReadOnlyList<DevNetTransaction> Transactions() => [.. _engine.History.Transactions().Select(Shown)];

    /// <summary>The transactions of one block.</summary>
    public IReadOnlyList<DevNetTransaction> Transactions(long height) =>
        [.. (_engine.History.Block(height)?.Transactions ?? []).Select(Shown)];

    /// <summary>An account's balance after the newest block.</summary>
    public UAllo Balance(string address) => new(_engine.Committed.Balance(address));

    /// <summary>How many transactions wait for a block.</summary>
    public int PendingTransactions
    {
        get
        {
            _engine.Unconfirmed(0, out var total, out _);
            return total;
        }
    }

    private static DevNetTransaction Shown(CommittedTx tx) => new()
    {
        Hash = tx.Hash,
        Height = tx.Height,
        Code = tx.Result.Code,
        Codespace = tx.Result.Codespace,
        Log = tx.Result.Log,
        GasWanted = tx.Result.GasWanted,
        GasUsed = tx.Result.GasUsed,
        Bytes = tx.Bytes,
    };
}
