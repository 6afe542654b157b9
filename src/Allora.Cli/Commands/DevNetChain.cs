using Allora.Sdk.Dashboard.Chain;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults;

namespace Allora.Cli.Commands;

/// <summary>A DevNet for the console: blocks, windows, transactions, faults.</summary>
internal sealed class DevNetChain(AlloraDevNet devnet) : ILocalChain
{
    private const int Blocks = 60;
    private const int Transactions = 40;
    private const string WindowStamp = "window";

    public LocalChainStatus Read()
    {
        var height = devnet.Height;
        var first = Math.Max(1, height - Blocks + 1);
        var opened = devnet.Stamps.Where(stamp => stamp.Kind == WindowStamp && stamp.Height >= first).ToLookup(static stamp => stamp.Height, static stamp => stamp.Topics);
        var blocks = new List<LocalBlock>();
        var transactions = new List<LocalTransaction>();
        for (var block = height; block >= first; block--)
        {
            var included = devnet.Transactions(block);
            blocks.Add(new LocalBlock { Height = block, Transactions = included.Count, Opened = [.. opened[block].SelectMany(static topics => topics).Distinct()] });
            transactions.AddRange(included.Take(Transactions - transactions.Count).Select(Shown));
        }

        return new LocalChainStatus
        {
            ChainId = devnet.ChainId,
            Height = height,
            State = devnet.IsHalted ? "halted" : "running",
            Nodes = [.. devnet.Nodes.Where(static node => node.IsUp).Select(static node => node.Grpc.Authority)],
            Blocks = blocks,
            Transactions = transactions,
            Faults = [.. NodeFaults(), .. ChainFaults(devnet.FaultCounts)],
        };
    }

    private static LocalTransaction Shown(DevNetTransaction transaction) => new()
    {
        Height = transaction.Height,
        Hash = transaction.Hash,
        Code = transaction.Code,
        Log = transaction.Code == 0 ? "" : transaction.Log,
        GasUsed = transaction.GasUsed,
    };

    private IEnumerable<LocalFault> NodeFaults() => devnet.Nodes
        .SelectMany(static node => node.Faults.Active)
        .DistinctBy(static fault => fault.Id)
        .Select(static fault => new LocalFault { Name = FormattableString.Invariant($"{fault.Id}: {fault.Kind} {fault.Protocol} {fault.Method}").TrimEnd(), Hits = fault.Hits });

    private static IEnumerable<LocalFault> ChainFaults(DevNetFaultCounts counts)
    {
        (string Name, int Hits)[] all =
        [
            ("transactions held", counts.Held), ("transactions vanished", counts.Vanished), ("out of gas on demand", counts.OutOfGas), ("mempools lost", counts.MempoolsLost),
            ("gas prices set", counts.PriceJumps), ("halts", counts.Halts), ("upgrades", counts.Upgrades), ("nodes down", counts.NodesDown),
        ];
        return all.Where(static one => one.Hits > 0).Select(static one => new LocalFault { Name = one.Name, Hits = one.Hits });
    }
}
