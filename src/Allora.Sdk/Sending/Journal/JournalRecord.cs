using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Journal;

/// <summary>One record of a journal. Fields that a kind does not use are null.</summary>
public sealed record JournalRecord
{
    /// <summary>The kind of record.</summary>
    public required JournalRecordKind Kind { get; init; }

    /// <summary>The time of writing (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The purpose of the transaction or of the settled nonce: "payload", "register" and the like, one word for each role and kind.</summary>
    public string? Purpose { get; init; }

    /// <summary>The topic's id; 0 if the transaction concerns none.</summary>
    public ulong TopicId { get; init; }

    /// <summary>The nonce (a height, blocks); 0 if the transaction concerns none.</summary>
    public long Nonce { get; init; }

    /// <summary>The sequence of the signed bytes.</summary>
    public ulong? Sequence { get; init; }

    /// <summary>The transaction's hash (upper-case hex).</summary>
    public string? Hash { get; init; }

    /// <summary>The signed bytes: of a transaction, or of a bundle's message.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>For a signed bundle: the type of its message, which names the version of the emissions module.</summary>
    public string? TypeUrl { get; init; }

    /// <summary>For a signed bundle: a digest of what it states, for each part (inference, forecast, losses).</summary>
    public IReadOnlyDictionary<string, string>? Parts { get; init; }

    /// <summary>The last height (blocks) at which the bytes can be included.</summary>
    public ulong? TimeoutHeight { get; init; }

    /// <summary>The fee (uallo): the offer in a Prepared record, the fee taken by a block in a Resolved one, the day's sum in a Spent one.</summary>
    public UAllo? Fee { get; init; }

    /// <summary>The chain's gas price (uallo for a unit of gas) when the transaction was built.</summary>
    public GasPrice? GasPrice { get; init; }

    /// <summary>The gas limit offered.</summary>
    public ulong? GasLimit { get; init; }

    /// <summary>The height (blocks) of the block with the transaction; null if there is none.</summary>
    public long? Height { get; init; }

    /// <summary>The transaction's code in its block: 0 is success.</summary>
    public uint? Code { get; init; }

    /// <summary>The nonce's outcome.</summary>
    public SubmissionStatus? Status { get; init; }

    /// <summary>The value that was submitted, in the chain's spelling; labels as label=value.</summary>
    public string? Value { get; init; }

    /// <summary>The labelled values that were submitted, in the chain's spelling; null if the topic has one value.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>For a follow-up: the role in which the wallet took part.</summary>
    public SubmissionActor? Actor { get; init; }

    /// <summary>For a follow-up: its stage.</summary>
    public FollowUpStage? Stage { get; init; }

    /// <summary>For a follow-up: whether the submission is among the topic's best.</summary>
    public bool? IsActive { get; init; }

    /// <summary>For a follow-up: the score.</summary>
    public ChainDecimal? Score { get; init; }

    /// <summary>For a follow-up: the moving average of scores.</summary>
    public ChainDecimal? EmaScore { get; init; }

    /// <summary>For a follow-up: the reward (uallo).</summary>
    public ChainDecimal? Reward { get; init; }

    /// <summary>The fallback policy that supplied the value; null if the provider did.</summary>
    public FallbackPolicy? Fallback { get; init; }
}
