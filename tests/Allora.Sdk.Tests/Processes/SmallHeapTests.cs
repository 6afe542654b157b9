using System.Text;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Workers;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Processes;

/// <summary>
/// A worker whose heap may have 192 MB lives through everything large that a node can send, each for a whole window, and answers the next one. The
/// same by hand: <c>DOTNET_GCHeapHardLimit=0xC000000</c> (hexadecimal) before the worker, and the lies of docs/devnet.md on an <c>allora devnet</c>.
/// </summary>
public sealed class SmallHeapTests : IDisposable
{
    private const string Limit = "0xC000000";
    private const int FrameLength = 60_000_000;

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("small-heap-");

    public static TheoryData<string> Inputs => ["frames", "replies", "gzip", "totals", "page keys", "digits"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Delete(recursive: true);

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Inputs))]
    public async Task It_lives_and_answers_the_next_window(string input)
    {
        using var wallet = WorkerScene.FirstAccount();
        await using var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Genesis = WorkerScene.Genesis(wallet.Address) }, Ct);
        await using var worker = WorkerProcess.Start(devnet.Network, _state.FullName, ("DOTNET_GCHeapHardLimit", Limit));
        await worker.LineAsync("READY", Ct);

        Begin(devnet, input);
        await StepToAsync(devnet, WorkerScene.FirstNonce + WorkerScene.Epoch - 1);
        devnet.Lies.Clear();
        devnet.Faults.Clear();
        await StepToAsync(devnet, WorkerScene.FirstNonce + WorkerScene.Epoch);
        await worker.LineAsync("Broadcast 18", Ct);
        await devnet.StepAsync(2, Ct);
        await worker.LineAsync("Included 18", Ct);

        Assert.False(worker.HasEnded);
    }

    private static void Begin(DevNet.AlloraDevNet devnet, string input)
    {
        switch (input)
        {
            case "frames":
                devnet.Lies.Add(new Lie { Path = "result.query", Value = new string('a', FrameLength), Protocol = FaultProtocol.WebSocket, Times = 3 });
                break;
            case "replies":
                devnet.Lies.Add(new Lie { Path = "balance.denom", Value = new string('a', FrameLength), Method = "Balance", Times = 3 });
                devnet.Lies.Add(new Lie { Path = "topic.metadata", Value = new string('a', FrameLength), Method = "GetTopic", Times = 3 });
                break;
            case "gzip":
                devnet.Faults.Add(new Fault { Kind = FaultKind.GzipBomb, Protocol = FaultProtocol.Grpc, Times = 20 });
                break;
            case "totals":
                devnet.Lies.Add(new Lie { Path = "pagination.total", Value = "18446744073709551615" });
                devnet.Lies.Add(new Lie { Path = "total", Value = "18446744073709551615" });
                break;
            case "page keys":
                devnet.Lies.Add(new Lie { Path = "pagination.next_key", Values = [Base64("one"), Base64("two")] });
                break;
            default:
                devnet.Lies.Add(new Lie { Path = "error:2", Value = $"expected {new string('9', 1_000_000)}, got 1: incorrect account sequence", Method = "Simulate", Times = 5 });
                break;
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static async Task StepToAsync(DevNet.AlloraDevNet devnet, long height)
    {
        while (devnet.Height < height)
        {
            await devnet.StepAsync(1, Ct);
            // A moment for what each block sends.
            await Task.Delay(100, Ct);
        }
    }
}
