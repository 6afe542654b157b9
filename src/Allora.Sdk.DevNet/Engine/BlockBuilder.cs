using System.Security.Cryptography;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Tendermint.Types;
using Allora.Sdk.Protos.Tendermint.Version;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>Makes CometBFT blocks: every hash in them is what a light client would compute.</summary>
internal sealed class BlockBuilder(string chainId, ValidatorKey validator, long power)
{
    private const int PartSize = 65536;
    private const ulong BlockProtocol = 11;

    /// <summary>The hash of the consensus parameters that count: HashedParams{block_max_bytes, block_max_gas}.</summary>
    private static readonly byte[] ConsensusHash = SHA256.HashData(
        [0x08, 0x80, 0x80, 0xC0, 0x0A, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]);

    private readonly byte[] _validatorsHash = validator.SetHash(power);

    public CommittedBlock Build(
        CommittedBlock? previous,
        long height,
        DateTimeOffset time,
        byte[] previousAppHash,
        byte[] appHash,
        IReadOnlyList<CommittedTx> transactions,
        IReadOnlyList<AbciEvent> events)
    {
        var commit = LastCommit(previous, time);
        var data = new Data();
        data.Txs.AddRange(transactions.Select(static tx => ByteString.CopyFrom(tx.Bytes)));
        var header = new Header
        {
            Version = new Consensus { Block = BlockProtocol },
            ChainId = chainId,
            Height = height,
            Time = Timestamp.FromDateTimeOffset(time),
            LastBlockId = previous?.BlockId.Clone() ?? new BlockID { PartSetHeader = new PartSetHeader() },
            LastCommitHash = Bytes(Merkle.Root([.. commit.Signatures.Select(static signature => signature.ToByteArray())])),
            DataHash = Bytes(Merkle.Root([.. transactions.Select(static tx => SHA256.HashData(tx.Bytes))])),
            ValidatorsHash = Bytes(_validatorsHash),
            NextValidatorsHash = Bytes(_validatorsHash),
            ConsensusHash = Bytes(ConsensusHash),
            AppHash = Bytes(previousAppHash),
            LastResultsHash = Bytes(Merkle.Root([.. (previous?.Transactions ?? []).Select(static tx => Deterministic(tx.Result))])),
            EvidenceHash = Bytes(SHA256.HashData([])),
            ProposerAddress = Bytes(validator.Address),
        };
        var block = new Block { Header = header, Data = data, Evidence = new EvidenceList(), LastCommit = commit };
        var bytes = block.ToByteArray();
        var parts = bytes.Chunk(PartSize).ToList();
        return new CommittedBlock
        {
            Height = height,
            Time = time,
            Block = block,
            BlockId = new BlockID
            {
                Hash = Bytes(HeaderHash(header)),
                PartSetHeader = new PartSetHeader { Total = (uint)parts.Count, Hash = Bytes(Merkle.Root(parts)) },
            },
            AppHash = appHash,
            Transactions = transactions,
            BlockEvents = events,
            Size = bytes.Length,
        };
    }

    private static ByteString Bytes(byte[] bytes) => ByteString.CopyFrom(bytes);

    private static byte[] HeaderHash(Header header) => Merkle.Root(
    [
        header.Version.ToByteArray(),
        new StringValue { Value = header.ChainId }.ToByteArray(),
        new Int64Value { Value = header.Height }.ToByteArray(),
        header.Time.ToByteArray(),
        header.LastBlockId.ToByteArray(),
        Wrapped(header.LastCommitHash),
        Wrapped(header.DataHash),
        Wrapped(header.ValidatorsHash),
        Wrapped(header.NextValidatorsHash),
        Wrapped(header.ConsensusHash),
        Wrapped(header.AppHash),
        Wrapped(header.LastResultsHash),
        Wrapped(header.EvidenceHash),
        Wrapped(header.ProposerAddress),
    ]);

    private static byte[] Wrapped(ByteString bytes) => new BytesValue { Value = bytes }.ToByteArray();

    /// <summary>ExecTxResult{code = 1, data = 2, gas_wanted = 5, gas_used = 6}: the parts on which all nodes agree.</summary>
    private static byte[] Deterministic(TxResult result)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            if (result.Code != 0)
            {
                output.WriteTag(1, WireFormat.WireType.Varint);
                output.WriteUInt32(result.Code);
            }

            if (result.Data.Length != 0)
            {
                output.WriteTag(2, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(result.Data));
            }

            if (result.GasWanted != 0)
            {
                output.WriteTag(5, WireFormat.WireType.Varint);
                output.WriteInt64(result.GasWanted);
            }

            if (result.GasUsed != 0)
            {
                output.WriteTag(6, WireFormat.WireType.Varint);
                output.WriteInt64(result.GasUsed);
            }
        }

        return stream.ToArray();
    }

    private Commit LastCommit(CommittedBlock? previous, DateTimeOffset time)
    {
        if (previous is null)
            return new Commit { BlockId = new BlockID { PartSetHeader = new PartSetHeader() } };
        var commit = new Commit { Height = previous.Height, BlockId = previous.BlockId.Clone() };
        commit.Signatures.Add(new CommitSig
        {
            BlockIdFlag = BlockIDFlag.Commit,
            ValidatorAddress = Bytes(validator.Address),
            Timestamp = Timestamp.FromDateTimeOffset(time),
            Signature = Bytes(validator.Sign(CanonicalVote(previous, time))),
        });
        return commit;
    }

    /// <summary>The bytes of a precommit for the block: length, then type, height, round (left out when 0), block id, time, chain id.</summary>
    private byte[] CanonicalVote(CommittedBlock block, DateTimeOffset time)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteEnum((int)SignedMsgType.Precommit);
            output.WriteTag(2, WireFormat.WireType.Fixed64);
            output.WriteSFixed64(block.Height);
            output.WriteTag(4, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(block.BlockId.ToByteString());
            output.WriteTag(5, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(Timestamp.FromDateTimeOffset(time).ToByteString());
            output.WriteTag(6, WireFormat.WireType.LengthDelimited);
            output.WriteString(chainId);
        }

        var vote = stream.ToArray();
        using var framed = new MemoryStream();
        using (var output = new CodedOutputStream(framed, leaveOpen: true))
            output.WriteLength(vote.Length);
        framed.Write(vote);
        return framed.ToArray();
    }
}
