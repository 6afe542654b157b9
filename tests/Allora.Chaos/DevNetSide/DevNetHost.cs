using System.Text.Json;
using Allora.Chaos.Plan;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Google.Protobuf;

namespace Allora.Chaos.DevNetSide;

/// <summary>
/// A DevNet in a process of its own: faults come as lines on the standard input, and what happens on the chain is written to its log. One
/// node more than the worker knows of is never hurt; the log sees the chain through it.
/// </summary>
internal sealed class DevNetHost : IDisposable
{
    private readonly HostSettings _settings;
    private readonly JsonLines _log;
    private readonly AlloraDevNet _devnet;
    private readonly string[] _wallets;
    private readonly FaultDesk _desk;
    private readonly List<Fault> _probes = [];
    private readonly Lock _output = new();
    private int _watched;
    private PlannedFault? _armed;
    private double _awaySince;

    private DevNetHost(HostSettings settings, JsonLines log, AlloraDevNet devnet, string[] wallets)
    {
        (_settings, _log, _devnet, _wallets) = (settings, log, devnet, wallets);
        _desk = new FaultDesk(devnet, settings.Rest);
        // Faults that do nothing, and count every question for open windows.
        var protocol = settings.Rest ? FaultProtocol.Rest : FaultProtocol.Grpc;
        foreach (var node in devnet.Nodes)
            _probes.Add(node.Faults.Add(new Fault { Kind = FaultKind.Latency, Protocol = protocol, Method = "GetWorkerSubmissionWindowStatus" }));

        devnet.Stamped += OnStamp;
        devnet.Journal.Line += OnLine;
    }

    public static async Task<int> RunAsync(string path)
    {
        var settings = HostSettings.Read(path);
        var wallets = ChaosGenesis.Wallets(settings);
        using var log = new JsonLines(settings.Log);
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = ChaosGenesis.Create(settings, wallets),
            Nodes = settings.Nodes + 1,
            StepByHand = true,
            // The last node is the log's own.
            CommitDelays = [.. Enumerable.Range(0, settings.Nodes).Select(node => TimeSpan.FromMilliseconds(node * settings.ApartMs)), TimeSpan.Zero],
            Upgrade = new DevNetUpgradeOptions { Downtime = TimeSpan.FromMilliseconds(settings.AwayMs), Spacing = TimeSpan.FromMilliseconds(settings.ApartMs) },
        });
        using var host = new DevNetHost(settings, log, devnet, wallets);
        using var stop = new CancellationTokenSource();
        var blocks = host.MakeBlocksAsync(stop.Token);
        var sights = host.WatchAsync(stop.Token);
        await host.ObeyAsync();
        await stop.CancelAsync();
        await Task.WhenAll(blocks, sights);
        host.WriteEnd();
        return 0;
    }

    public void Dispose()
    {
        _devnet.Stamped -= OnStamp;
        _devnet.Journal.Line -= OnLine;
    }

    private async Task MakeBlocksAsync(CancellationToken stop)
    {
        var blocks = new BlockLog(_log);
        var observer = _devnet.Nodes[^1].Node;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_settings.BlockMs), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var (begun, before) = (JsonLines.Now, _devnet.Height);
                var height = await _devnet.StepAsync(1, stop);
                if (height > before)
                    blocks.Write(observer.GetBlock(height)!, begun);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the run.
        }
    }

    // The first question for open windows after a start of the worker's process is when it is back.
    private async Task WatchAsync(CancellationToken stop)
    {
        var seen = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var now = _probes.Sum(static probe => probe.Hits);
                if (now != seen && Interlocked.Exchange(ref _watched, 0) == 1)
                    _log.Write("seen");
                seen = now;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the run.
        }
    }

    private void OnStamp(DevNetStamp stamp)
    {
        if (stamp.Kind != "broadcast")
            return;
        _log.Write("broadcast", ("hash", stamp.Hash), ("code", stamp.Code), ("height", stamp.Height));
        if (stamp.Code != 0 || Interlocked.Exchange(ref _armed, null) is not { } armed)
            return;
        if (armed.Kind == FaultNames.KillInHalt)
            _devnet.IsHalted = true;
        Answer(new Reply { Kind = "broadcast" });
    }

    // From the moment the nodes stop before the upgrade until the last one is back.
    private void OnLine(byte[] line)
    {
        if (line.AsSpan().IndexOf("\"what\":\"upgrading\""u8) >= 0)
            _awaySince = JsonLines.Now;
        else if (line.AsSpan().IndexOf("\"what\":\"upgraded\""u8) >= 0)
            _log.Write("away", ("from", _awaySince));
    }

    private async Task ObeyAsync()
    {
        Answer(new Reply
        {
            Kind = "ready",
            ChainId = _devnet.ChainId,
            Wallets = _wallets,
            Grpc = [.. _devnet.Nodes.SkipLast(1).Select(static node => node.Grpc.ToString())],
            Rpc = [.. _devnet.Nodes.SkipLast(1).Select(static node => node.Rpc.ToString())],
            Rest = [.. _devnet.Nodes.SkipLast(1).Select(static node => node.Rest.ToString())],
        });
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var command = JsonSerializer.Deserialize<Command>(line, JsonSerializerOptions.Web)!;
            if (command.Do == "finish")
                break;
            try
            {
                await DoAsync(command);
                Answer(new Reply { Kind = "done", Height = _devnet.Height });
            }
            catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
            {
                _log.Write("command-failed", ("command", command.Do), ("fault", command.Fault), ("error", exception.Message));
                Answer(new Reply { Kind = "done", Height = _devnet.Height, Error = exception.Message });
            }
        }
    }

    private async Task DoAsync(Command command)
    {
        switch (command.Do)
        {
            case "begin":
                _log.Write("fault-begin", ("id", command.Fault!.Id), ("kind", command.Fault.Kind));
                await _desk.BeginAsync(command.Fault);
                break;
            case "end":
                var hits = await _desk.EndAsync(command.Fault!);
                _log.Write("fault-end", ("id", command.Fault!.Id), ("kind", command.Fault.Kind), ("hits", hits));
                break;
            case "arm":
                Volatile.Write(ref _armed, command.Fault);
                break;
            case "disarm":
                Volatile.Write(ref _armed, null);
                break;
            case "watch":
                Volatile.Write(ref _watched, 1);
                break;
            case "resume":
                _devnet.IsHalted = false;
                break;
            case "upgrade":
                _devnet.PlanUpgrade(new DevNetUpgradePlan { Name = "v0.17.0", Height = command.Height });
                break;
            case "height":
                break;
            default:
                throw new ArgumentException($"unknown command {command.Do}");
        }
    }

    private void WriteEnd()
    {
        var observer = _devnet.Nodes[^1].Node;
        foreach (var wallet in _wallets)
        {
            var reply = observer.Query("/cosmos.auth.v1beta1.Query/AccountInfo", new QueryAccountInfoRequest { Address = wallet }.ToByteArray(), null);
            _log.Write("account", ("wallet", wallet), ("sequence", QueryAccountInfoResponse.Parser.ParseFrom(reply.Value).Info.Sequence));
        }

        _log.Write("end", ("height", _devnet.Height), ("pending", _devnet.PendingTransactions), ("schema", _devnet.Schema.ToString()));
    }

    private void Answer(Reply reply)
    {
        var line = JsonSerializer.Serialize(reply, JsonSerializerOptions.Web);
        lock (_output)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
