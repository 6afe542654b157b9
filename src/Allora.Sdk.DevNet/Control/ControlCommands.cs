using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Requests;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Control;

/// <summary>What can be done to a DevNet from outside. Each command answers an object; refusals are <see cref="FormatException"/>.</summary>
internal sealed class ControlCommands(AlloraDevNet devnet, TimeProvider time)
{
    private const string DefaultSnapshot = "default";

    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private readonly List<Lie> _lies = [];
    private readonly Dictionary<string, DevNetSnapshot> _snapshots = new(StringComparer.Ordinal);

    public async Task<JsonObject> RunAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        switch (request.Do)
        {
            case "status":
                return ControlReplies.Status(devnet);
            case "counts":
                lock (_gate)
                    return ControlReplies.Counts(devnet, _faults, _lies);
            case "submissions":
                return ControlReplies.Submissions(devnet, (ulong)Required(request, "topic"), Required(request, "nonce"));
            case "fault":
                return Add(request);
            case "lie":
                return AddLie(request);
            case "clear":
                return Clear(request);
            case "step":
                await devnet.StepAsync(request.Count("blocks", 1, 1), cancellationToken).ConfigureAwait(false);
                return Height();
            case "snapshot":
                var taken = await devnet.TakeSnapshotAsync(cancellationToken).ConfigureAwait(false);
                lock (_gate)
                    _snapshots[request.Text("name") ?? DefaultSnapshot] = taken;
                return Height();
            case "restore":
                await devnet.RestoreAsync(Taken(request.Text("name") ?? DefaultSnapshot), cancellationToken).ConfigureAwait(false);
                return Height();
            case "stop" or "start" or "restart":
                return await NodeAsync(request, cancellationToken).ConfigureAwait(false);
            case "lag":
                Node(request).Lag = request.Count("blocks", 0);
                return Height();
            case "catching_up":
                Node(request).IsCatchingUp = request.Flag("value", true);
                return Height();
            default:
                Chain(request);
                return Height();
        }
    }

    private DevNetSnapshot Taken(string name)
    {
        lock (_gate)
            return _snapshots.TryGetValue(name, out var snapshot) ? snapshot : throw new FormatException($"no snapshot \"{name}\" was taken");
    }

    private JsonObject Height() => new() { ["height"] = devnet.Height };

    private void Chain(ControlRequest request)
    {
        switch (request.Do)
        {
            case "halt":
                if (request.Number("height") is { } last)
                    devnet.HaltAt(last);
                else
                    devnet.IsHalted = true;
                break;
            case "resume":
                devnet.IsHalted = false;
                break;
            case "upgrade":
                devnet.UpgradeAt(request.Number("height") ?? devnet.Height + 1);
                break;
            case "plan_upgrade":
                devnet.PlanUpgrade(new DevNetUpgradePlan
                {
                    Name = request.Text("name") ?? throw new FormatException("say the \"name\" of the version, such as v0.17.0"),
                    Height = Required(request, "height"),
                    Info = request.Text("info") ?? "",
                });
                break;
            case "cancel_upgrade":
                devnet.PlanUpgrade(null);
                break;
            case "hold":
                devnet.HoldTransactions(request.Count("blocks", 0));
                break;
            case "vanish":
                devnet.VanishTransactions(request.Count("count", 1));
                break;
            case "out_of_gas":
                devnet.RunOutOfGas(request.Count("count", 1));
                break;
            case "lose_mempool":
                devnet.LoseMempool();
                break;
            case "gas_price":
                devnet.SetGasPrice(GasPrice.Parse(request.Text("price") ?? throw new FormatException("say the \"price\" in uallo")));
                break;
            default:
                throw new FormatException($"\"{request.Do}\" is not known: docs/devnet.md lists what is");
        }
    }

    private async Task<JsonObject> NodeAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        var node = Node(request);
        if (request.Do != "start")
            await node.StopAsync().ConfigureAwait(false);
        if (request.Flag("lose_mempool"))
            devnet.LoseMempool();
        if (request.Do == "restart")
            await Task.Delay(request.Span("down"), time, cancellationToken).ConfigureAwait(false);
        if (request.Do != "stop")
            await node.StartAsync(cancellationToken).ConfigureAwait(false);
        return Height();
    }

    private JsonObject Add(ControlRequest request)
    {
        var fault = Fault.From(request);
        foreach (var node in Nodes(request))
            node.Faults.Add(fault);
        lock (_gate)
            _faults.Add(fault);
        return new JsonObject { ["fault"] = fault.Id, ["height"] = devnet.Height };
    }

    private JsonObject AddLie(ControlRequest request)
    {
        var lie = Lie.From(request);
        foreach (var node in Nodes(request))
            node.Lies.Add(lie);
        lock (_gate)
            _lies.Add(lie);
        return new JsonObject { ["fault"] = lie.Id, ["height"] = devnet.Height };
    }

    private JsonObject Clear(ControlRequest request)
    {
        var id = request.Number("fault");
        foreach (var node in Nodes(request))
        {
            foreach (var fault in node.Faults.Active.Where(fault => id is null || fault.Id == id))
                node.Faults.Remove(fault);
            foreach (var lie in node.Lies.Active.Where(lie => id is null || lie.Id == id))
                node.Lies.Remove(lie);
        }

        return Height();
    }

    private IEnumerable<DevNetNode> Nodes(ControlRequest request) => request.Number("node") is null ? devnet.Nodes : [Node(request)];

    private DevNetNode Node(ControlRequest request)
    {
        var index = request.Count("node", 0);
        return index < devnet.Nodes.Count ? devnet.Nodes[index] : throw new FormatException($"there is no node {index}: the first is 0, the last {devnet.Nodes.Count - 1}");
    }

    private static long Required(ControlRequest request, string name) =>
        request.Number(name) is { } number and >= 0 ? number : throw new FormatException($"say the \"{name}\"");
}
