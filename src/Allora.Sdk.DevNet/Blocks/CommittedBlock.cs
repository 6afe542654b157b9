using Allora.Sdk.Protos.Tendermint.Types;

namespace Allora.Sdk.DevNet.Blocks;

/// <summary>A block with everything that was known once it was committed.</summary>
internal sealed record CommittedBlock
{
    public required long Height { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required BlockID BlockId { get; init; }

    /// <summary>Header, data, evidence and last commit, as CometBFT has them.</summary>
    public required Block Block { get; init; }

    /// <summary>The state's hash after this block, which the next header carries.</summary>
    public required byte[] AppHash { get; init; }

    public required IReadOnlyList<CommittedTx> Transactions { get; init; }

    /// <summary>Begin and end events with their mode attribute, without the transactions' events.</summary>
    public required IReadOnlyList<AbciEvent> BlockEvents { get; init; }

    /// <summary>The encoded size of the block in bytes.</summary>
    public required int Size { get; init; }
}
