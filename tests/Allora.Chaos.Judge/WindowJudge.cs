namespace Allora.Chaos.Judge;

/// <summary>
/// Finds out which windows were recoverable: before the last usable block the process ran and one node answered gRPC normally for D without
/// a break, and the provider answered in time. D ends with two blocks: where the chain stands, they are waited for.
/// </summary>
internal sealed class WindowJudge(RunFacts facts, ProcessTimes process, NodeTimes nodes)
{
    public IEnumerable<WindowVerdict> All()
    {
        var made = facts.Transactions.Where(static tx => tx is { IsPayload: true, Code: 0 }).Select(static tx => (tx.Signer, tx.Topic, tx.Nonce)).ToHashSet();
        foreach (var (topic, nonce, end) in facts.Opened)
        {
            // The last usable block is closed to what comes when its making begins.
            if (!facts.Blocks.TryGetValue(end, out var last) || last.Begun > process.Stopped)
                continue;
            var span = new Span(facts.Blocks[nonce].Shown, last.Begun);
            foreach (var (wallet, topics) in facts.Wallets)
            {
                if (topics.Contains(topic))
                    yield return Judge(wallet, topic, nonce, span, made.Contains((wallet, topic, nonce)));
            }
        }
    }

    private WindowVerdict Judge(string wallet, ulong topic, long nonce, Span span, bool isMade)
    {
        var verdict = new WindowVerdict { Wallet = wallet, Topic = topic, Nonce = nonce, Span = span, IsMade = isMade };
        var running = Spans.Within(process.Running, span);
        if (!running.Any(part => part.Length >= facts.D))
            return verdict with { WhyNot = "process" };
        if (Chance(running) is not { } chance)
            return verdict with { WhyNot = "nodes" };
        var asks = facts.Asks.GetValueOrDefault((wallet, topic, nonce)) ?? [];
        return AnsweredInTime(asks, running) ? verdict with { Chance = chance } : verdict with { WhyNot = "provider" };
    }

    private (int Node, Span Span)? Chance(List<Span> running)
    {
        for (var node = 0; node < nodes.Count; node++)
        {
            foreach (var part in running)
            {
                if (nodes.Normal(node, part).FirstOrDefault(IsLongEnough) is { Length: > 0 } found)
                    return (node, found);
            }
        }

        return null;
    }

    private bool IsLongEnough(Span normal) =>
        normal.Length >= facts.D && facts.BlocksBegun(new Span(normal.From + facts.D - (2 * facts.BlockMs), normal.To)) >= 2;

    // A provider that was never asked, or whose process was killed within a block of asking, is not to blame. One that answered at once when it
    // was first asked answered in time, however late it was asked; else D must be left after its answer.
    private bool AnsweredInTime(List<Ask> asks, List<Span> running)
    {
        var ended = asks.Where(ask => ask.Ended is not null || IsUnanswered(ask, running)).ToList();
        if (ended.Count == 0)
            return true;
        foreach (var first in ended.GroupBy(static ask => ask.Process).Select(static group => group.MinBy(static ask => ask.Begun)!))
        {
            if (first.Outcome == "answer" && first.Ended - first.Begun <= facts.BlockMs)
                return true;
        }

        return ended.Where(static ask => ask.Ended is not null).Any(ask => ask.Outcome == "answer" && Chance(Spans.Within(running, new Span(ask.Ended!.Value, double.MaxValue))) is not null);
    }

    // The process went on for more than a block after it had asked, and no answer came.
    private bool IsUnanswered(Ask ask, List<Span> running) =>
        ask.Ended is null && running.Any(part => part.From <= ask.Begun && part.To - ask.Begun > facts.BlockMs);
}
