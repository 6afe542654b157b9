using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.Protos.Tendermint.Types;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Tests.Rpc;

/// <summary>Blocks and results as DevNet keeps them, made from what a node answered.</summary>
internal static class CapturedChain
{
    public static CommittedBlock Block(long height, IReadOnlyList<AbciEvent> events, Header? header = null, IReadOnlyList<CommittedTx>? transactions = null, byte[]? appHash = null) => new()
    {
        Height = height,
        Time = DateTimeOffset.UnixEpoch,
        BlockId = new BlockID { PartSetHeader = new PartSetHeader() },
        Block = new Block { Header = header ?? new Header { Height = height }, Data = new Protos.Tendermint.Types.Data(), LastCommit = new Commit() },
        AppHash = appHash ?? [],
        Transactions = transactions ?? [],
        BlockEvents = events,
        Size = 0,
    };

    public static IReadOnlyList<AbciEvent> Events(JsonElement events) =>
    [
        .. events.EnumerateArray().Select(e => new AbciEvent(
            e.GetProperty("type").GetString()!,
            [.. e.GetProperty("attributes").EnumerateArray().Select(a => new AbciAttribute(a.GetProperty("key").GetString()!, a.GetProperty("value").GetString()!))])),
    ];

    /// <summary>A result in its full or sparse spelling.</summary>
    public static TxResult Result(JsonElement json) => new(
        Optional(json, "code") is { } code ? code.GetUInt32() : 0,
        Text(json, "codespace"),
        Optional(json, "data") is { ValueKind: JsonValueKind.String } data ? data.GetBytesFromBase64() : [],
        Text(json, "log"),
        Number(Text(json, "gas_wanted")),
        Number(Text(json, "gas_used")),
        Optional(json, "events") is { } events ? Events(events) : []);

    public static Header Header(JsonElement json)
    {
        var lastId = json.GetProperty("last_block_id");
        return new Header
        {
            Version = new Protos.Tendermint.Version.Consensus { Block = 11 },
            ChainId = Text(json, "chain_id"),
            Height = Number(Text(json, "height")),
            Time = Time(Text(json, "time")),
            LastBlockId = new BlockID
            {
                Hash = Hex(lastId, "hash"),
                PartSetHeader = new PartSetHeader { Total = lastId.GetProperty("parts").GetProperty("total").GetUInt32(), Hash = Hex(lastId.GetProperty("parts"), "hash") },
            },
            LastCommitHash = Hex(json, "last_commit_hash"),
            DataHash = Hex(json, "data_hash"),
            ValidatorsHash = Hex(json, "validators_hash"),
            NextValidatorsHash = Hex(json, "next_validators_hash"),
            ConsensusHash = Hex(json, "consensus_hash"),
            AppHash = Hex(json, "app_hash"),
            LastResultsHash = Hex(json, "last_results_hash"),
            EvidenceHash = Hex(json, "evidence_hash"),
            ProposerAddress = Hex(json, "proposer_address"),
        };
    }

    public static long Number(string text) => text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

    public static string Text(JsonElement json, string name) => Optional(json, name)?.GetString() ?? "";

    private static JsonElement? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    private static ByteString Hex(JsonElement json, string name) => ByteString.CopyFrom(Convert.FromHexString(json.GetProperty(name).GetString()!));

    // Nine digits do not fit into .NET's ticks.
    private static Timestamp Time(string text) =>
        JsonParser.Default.Parse<Timestamp>($"\"{text}\"");
}
