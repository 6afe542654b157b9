using System.Globalization;

namespace Allora.Chaos.Judge;

/// <summary>Says what the logs show, and gives the verdict.</summary>
internal sealed class Report(RunFacts facts)
{
    private const double LeastRecoverable = 0.7;

    private readonly List<string> _failures = [];

    public int Print(TextWriter output)
    {
        var process = new ProcessTimes(facts);
        var nodes = new NodeTimes(facts);
        var windows = new WindowJudge(facts, process, nodes).All().ToList();
        var payments = new Payments(facts);
        var leaks = new Leaks(facts);
        PrintOptions(output);
        PrintWindows(output, windows);
        PrintPayments(output, payments);
        PrintFaults(output, nodes);
        PrintProcess(output, process, leaks);
        foreach (var line in facts.DevNet.Where(static line => line.What == "command-failed"))
            _failures.Add($"the DevNet refused a command: {line.Fields}");
        foreach (var failure in _failures)
            output.WriteLine($"FAILED: {failure}");
        output.WriteLine(_failures.Count == 0 ? "verdict: PASSED" : $"verdict: FAILED ({_failures.Count})");
        return _failures.Count == 0 ? 0 : 1;
    }

    private void PrintOptions(TextWriter output)
    {
        var run = facts.Run;
        var window = facts.BlockMs * run.Number("window");
        output.WriteLine(
            $"options: block {facts.BlockMs} ms, epoch {run.Number("epoch")} blocks, window {run.Number("window")} blocks = {window} ms, {run.Number("nodes")} nodes, " +
            $"seed {run.Number("seed")}{(run.Text("off").Length > 0 ? $", WITHOUT {run.Text("off")}" : "")}");
        output.WriteLine(
            $"detection deadline {run.Number("detectionMs")} ms, poll interval {run.Number("pollMs")} ms, D = {facts.D} ms = {facts.D / window:P0} of a window");
        if (facts.D > window / 2)
            _failures.Add("D is more than half a window");
        var schemas = facts.Blocks.Values.Select(static block => block.Schema).Where(static schema => schema.Length > 0).Distinct().ToList();
        output.WriteLine($"blocks {facts.Blocks.Count}, schemas {string.Join(" then ", schemas)}");
        if (schemas.Count < 2)
            _failures.Add("no upgrade was seen");
        foreach (var away in facts.DevNet.Where(static line => line.What == "away"))
            output.WriteLine($"upgrade: no node for {away.Time - away.Fields.GetProperty("from").GetDouble():F0} ms, nodes {run.Number("apartMs")} ms apart");
    }

    private void PrintWindows(TextWriter output, List<WindowVerdict> windows)
    {
        var recoverable = windows.Where(static window => window.IsRecoverable).ToList();
        var missed = recoverable.Where(static window => !window.IsMade).ToList();
        var share = windows.Count == 0 ? 0 : (double)recoverable.Count / windows.Count;
        var others = windows.Where(static window => !window.IsRecoverable).GroupBy(static window => window.WhyNot)
            .Select(static group => $"{group.Key} {group.Count()} (made all the same {group.Count(static window => window.IsMade)})");
        output.WriteLine(
            $"windows {windows.Count}, made {windows.Count(static window => window.IsMade)}, recoverable {recoverable.Count} ({share:P1}), missed of these {missed.Count}; not recoverable: {string.Join(", ", others)}");
        var start = facts.Run.Time;
        foreach (var window in missed.Take(40))
        {
            var asks = string.Join(" ", (facts.Asks.GetValueOrDefault((window.Wallet, window.Topic, window.Nonce)) ?? [])
                .Select(ask => $"[{At(ask.Begun)} {ask.Outcome} {(ask.Ended is { } end ? At(end) : "")}]"));
            output.WriteLine(
                $"  missed: topic {window.Topic} nonce {window.Nonce} of {window.Wallet[^6..]}, open {At(window.Span.From)}..{At(window.Span.To)}, " +
                $"chance at node {window.Chance!.Value.Node} {At(window.Chance.Value.Span.From)}..{At(window.Chance.Value.Span.To)}, provider {asks}");
        }

        if (missed.Count > 0)
        {
            output.WriteLine("  around the first of them, in milliseconds from its opening:");
            foreach (var line in new Timeline(facts).Of(missed[0]))
                output.WriteLine($"    {line}");
            _failures.Add($"{missed.Count} recoverable windows missed");
        }

        if (share < LeastRecoverable)
            _failures.Add($"only {share:P1} of the windows were recoverable");

        string At(double time) => ((time - start) / 1000).ToString("F3", CultureInfo.InvariantCulture);
    }

    private void PrintPayments(TextWriter output, Payments payments)
    {
        output.WriteLine(
            $"submissions: {payments.Submissions} broadcasts at the nodes, {payments.InBlocks} transactions in blocks ({payments.TurnedAway} more turned away unpaid), {payments.Payloads} payloads, {payments.FailedPayloads} failed payloads, {payments.Transfers} transfers into gaps");
        output.WriteLine($"transactions in blocks per nonce: {string.Join(", ", payments.PerNonce.Select(static pair => $"{pair.Key}: {pair.Value} nonces"))}; paid twice: {payments.PaidTwice.Count}");
        output.WriteLine($"fees burned by failures: {payments.Burned} uallo ({string.Join(", ", payments.Failures.Select(static failure => $"{failure.Codespace}/{failure.Code}: {failure.Count}"))})");
        output.WriteLine(
            $"spent: at most {payments.HighestFee} uallo for a transaction ({facts.MaximumFee?.ToString(CultureInfo.InvariantCulture) ?? "?"} allowed), " +
            $"at most {payments.HighestSum} uallo by a wallet ({facts.DailyBudget?.ToString(CultureInfo.InvariantCulture) ?? "?"} allowed)");
        foreach (var excess in payments.Excess)
            _failures.Add($"spent: {excess}");
        output.WriteLine($"gaps left in a sequence: {payments.Gaps.Count}");
        foreach (var tx in payments.PaidTwice.Take(20))
            output.WriteLine($"  paid again: topic {tx.Topic} nonce {tx.Nonce} of {tx.Signer[^6..]} in block {tx.Height}, code {tx.Codespace}/{tx.Code}");
        if (payments.PaidTwice.Count > 0)
            _failures.Add($"{payments.PaidTwice.Count} nonces paid twice");
        foreach (var gap in payments.Gaps.Take(10))
            _failures.Add($"gap: {gap}");
    }

    private void PrintFaults(TextWriter output, NodeTimes nodes)
    {
        var kinds = facts.Run.Fields.GetProperty("kinds").EnumerateArray().Select(static kind => kind.GetString()!).ToList();
        output.WriteLine($"faults: {string.Join(", ", kinds.Select(kind => $"{kind} {nodes.Acted.GetValueOrDefault(kind)}"))}");
        output.WriteLine($"the machine stood still for more than a block: {nodes.Stalls.Count} times, {nodes.Stalls.Sum(static stall => stall.Length):F0} ms in all");
        foreach (var kind in kinds.Where(kind => nodes.Acted.GetValueOrDefault(kind) == 0))
            _failures.Add($"the fault {kind} never acted");
    }

    private void PrintProcess(TextWriter output, ProcessTimes process, Leaks leaks)
    {
        var times = process.ToResume.Order().ToList();
        output.WriteLine(
            $"starts {process.Starts}, restarts {process.Starts - 1}, crashes {process.Crashes}; time to resume (start to the first look, as a node saw it): " +
            (times.Count == 0 ? "none" : $"median {times[times.Count / 2]:F0} ms, longest {times[^1]:F0} ms"));
        output.WriteLine($"left at exit: {leaks.Summary}");
        if (process.Crashes > 0)
            _failures.Add($"the worker ended by itself {process.Crashes} times");
        if (times.Count == 0 || times[^1] > ProcessTimes.SlowestResume)
            _failures.Add($"a start took longer than {ProcessTimes.SlowestResume} ms");
        foreach (var leak in leaks.Found)
            _failures.Add($"leak: {leak}");
    }
}
