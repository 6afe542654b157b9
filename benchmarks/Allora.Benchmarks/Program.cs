using Allora.Benchmarks.Latency;
using Allora.Benchmarks.Running;
using BenchmarkDotNet.Running;

// "latency" measures the worker against a DevNet in another process; "latency-devnet" is that process, and "window-devnet" that of the
// end-to-end benchmarks. "apart" measures it with nodes that make blocks one after the other. "settlement" times the arithmetic of an epoch, "epoch" a DevNet's epoch, "signing" compares signers. "requests" counts the calls to a node. "relay" measures payloads of many workers in transactions of a few senders, against "relay-devnet". "scale" and "soak" run many workers and a worker left alone, against "scale-devnet". All else goes to BenchmarkDotNet.
// With "--spinning" the command runs in a process whose idle threads spin.
if (args.Contains(SpinningThreads.Option))
    return await SpinningThreads.RunAsync(args);

switch (args.FirstOrDefault())
{
    case "latency":
        return await LatencyCommand.RunAsync(args[1..]);
    case "apart":
        return await ApartCommand.RunAsync(args[1..]);
    case "latency-devnet":
        return await LatencyDevNet.RunAsync(args[1..]);
    case "window-devnet":
        return await Allora.Benchmarks.EndToEnd.WindowChain.ServeAsync(args[1..]);
    case "devnet-load":
        return await Allora.Benchmarks.Load.LoadCommand.RunAsync(args[1..]);
    case "settlement":
        return Allora.Benchmarks.Settlement.SettlementCommand.Run(args[1..]);
    case "epoch":
        return await Allora.Benchmarks.Settlement.EpochCommand.RunAsync(args[1..]);
    case "fees":
        return await Allora.Benchmarks.Fees.FeesCommand.RunAsync(args[1..]);
    case "requests":
        return await Allora.Benchmarks.Requests.RequestsCommand.RunAsync(args[1..]);
    case "scale":
        return await Allora.Benchmarks.Scale.ScaleCommand.RunAsync(args[1..]);
    case "scale-devnet":
        return await Allora.Benchmarks.Scale.ScaleDevNet.RunAsync(args[1..]);
    case "relay":
        return await Allora.Benchmarks.Relays.RelayCommand.RunAsync(args[1..]);
    case "relay-devnet":
        return await Allora.Benchmarks.Relays.RelayDevNet.RunAsync(args[1..]);
    case "signing":
        return Allora.Benchmarks.Signing.SigningCommand.Run(args[1..]);
    case "soak":
        return await Allora.Benchmarks.Soak.SoakCommand.RunAsync(args[1..]);
    default:
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, BenchmarkConfig.Create());
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
}
