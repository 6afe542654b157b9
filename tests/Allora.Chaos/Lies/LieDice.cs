using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Google.Protobuf.Reflection;

namespace Allora.Chaos.Lies;

/// <summary>The lies of a node in a chaos run: some of all that it can say of the methods that a worker calls, at random and several at once.</summary>
internal static class LieDice
{
    private const int Several = 6;

    private static readonly string[] Methods =
    [
        "Simulate", "BroadcastTx", "GetTx", "AccountInfo", "GetWorkerSubmissionWindowStatus", "GetOpenWorkerSubmissionWindows", "Balance", "GetLatestBlock",
        "GetBlockByHeight", "GetNodeInfo", "GasPrice", "GetTopic", "IsTopicActive", "IsWorkerRegisteredInTopicId", "GetParams", "Params",
    ];

    public static IReadOnlyList<Lie> Throw(AlloraDevNet devnet, int seed, bool rest)
    {
        var dice = new Random(seed);
        LieTold[] all = [.. devnet.Nodes[0].Node.Router.Methods.Where(static method => Methods.Contains(method.Descriptor.Name)).SelectMany(static method => Of(method.Descriptor)), .. Frames()];
        dice.Shuffle(all);
        return [.. all.Take(Several).Select(told => Of(told, rest))];
    }

    private static IEnumerable<LieTold> Of(MethodDescriptor method) =>
        LieField.OfReply(method).Append(new LieField($"/{method.Service.FullName}/{method.Name}", "header:x-cosmos-block-height", FieldType.Int64)).SelectMany(LieValues.Of);

    private static IEnumerable<LieTold> Frames() => ((string[])
        ["result.data.value.height", "event:EventWorkerSubmissionWindowOpened/nonce_block_height", "event:EventWorkerSubmissionWindowOpened/window_end_block", "event:EventWorkerSubmissionWindowOpened/topic_id"])
        .SelectMany(static path => LieValues.Of(new LieField("NewBlockEvents", path, FieldType.Int64)));

    private static Lie Of(LieTold told, bool rest) => new()
    {
        Path = told.Field.Path,
        Change = told.Change,
        Value = told.Value,
        Ago = 14,
        Method = told.Field.Method,
        Protocol = told.Field.Method == "NewBlockEvents" ? FaultProtocol.WebSocket : rest ? FaultProtocol.Rest : FaultProtocol.Grpc,
    };
}
