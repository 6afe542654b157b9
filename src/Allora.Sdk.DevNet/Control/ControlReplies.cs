using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.DevNet.Control;

/// <summary>The objects that answer a control connection.</summary>
internal static class ControlReplies
{
    public static JsonObject Status(AlloraDevNet devnet) => new()
    {
        ["chain_id"] = devnet.ChainId,
        ["height"] = devnet.Height,
        ["time"] = devnet.Engine.Committed.Time.ToString("O", CultureInfo.InvariantCulture),
        ["schema"] = devnet.Schema == DevNetSchema.V9 ? "v9" : "v10",
        ["version"] = devnet.Version,
        ["upgrade"] = devnet.PlannedUpgrade is { } plan ? new JsonObject { ["name"] = plan.Name, ["height"] = plan.Height, ["info"] = plan.Info } : null,
        ["halted"] = devnet.IsHalted,
        ["pending"] = devnet.PendingTransactions,
        ["nodes"] = new JsonArray([.. devnet.Nodes.Select(Node)]),
    };

    public static JsonObject Counts(AlloraDevNet devnet, IEnumerable<Fault> faults, IEnumerable<Lie> lies)
    {
        var active = devnet.Nodes.SelectMany(static node => node.Faults.Active).ToHashSet();
        var lying = devnet.Nodes.SelectMany(static node => node.Lies.Active).ToHashSet();
        var chain = devnet.FaultCounts;
        return new JsonObject
        {
            ["faults"] = new JsonArray([.. faults.Concat(active).Distinct().OrderBy(static fault => fault.Id).Select(fault => Shown(fault, active.Contains(fault)))]),
            ["lies"] = new JsonArray([.. lies.Concat(lying).Distinct().OrderBy(static lie => lie.Id).Select(lie => Shown(lie, lying.Contains(lie)))]),
            ["chain"] = new JsonObject
            {
                ["held"] = chain.Held,
                ["vanished"] = chain.Vanished,
                ["out_of_gas"] = chain.OutOfGas,
                ["mempools_lost"] = chain.MempoolsLost,
                ["price_jumps"] = chain.PriceJumps,
                ["halts"] = chain.Halts,
                ["upgrades"] = chain.Upgrades,
                ["nodes_down"] = chain.NodesDown,
            },
        };
    }

    public static JsonObject Submissions(AlloraDevNet devnet, ulong topicId, long nonce) => new()
    {
        ["submissions"] = new JsonArray([.. devnet.Submissions(topicId, nonce).Select(static one => (JsonNode)new JsonObject
        {
            ["worker"] = one.Worker,
            ["height"] = one.Height,
            ["values"] = new JsonObject(one.Values.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        })]),
    };

    private static JsonObject Node(DevNetNode node) => new JsonObject
    {
        ["grpc"] = node.Grpc.ToString(),
        ["rpc"] = node.Rpc.ToString(),
        ["rest"] = node.Rest.ToString(),
        ["up"] = node.IsUp,
        ["lag"] = node.Lag,
        ["catching_up"] = node.IsCatchingUp,
    };

    private static JsonObject Shown(Fault fault, bool isActive) => new JsonObject
    {
        ["fault"] = fault.Id,
        ["kind"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Kind.ToString()),
        ["protocol"] = fault.Protocol is { } protocol ? JsonNamingPolicy.SnakeCaseLower.ConvertName(protocol.ToString()) : null,
        ["method"] = fault.Method,
        ["hits"] = fault.Hits,
        ["active"] = isActive,
    };

    private static JsonObject Shown(Lie lie, bool isActive) => new()
    {
        ["fault"] = lie.Id,
        ["path"] = lie.Path,
        ["change"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(lie.Change.ToString()),
        ["protocol"] = lie.Protocol is { } protocol ? JsonNamingPolicy.SnakeCaseLower.ConvertName(protocol.ToString()) : null,
        ["method"] = lie.Method,
        ["hits"] = lie.Hits,
        ["last_height"] = lie.Told is [.., var last] ? last.Height : null,
        ["failure"] = lie.Failure,
        ["active"] = isActive,
    };
}
