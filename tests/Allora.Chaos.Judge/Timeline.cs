using System.Globalization;

namespace Allora.Chaos.Judge;

/// <summary>What the logs hold of the time around a window, a line each, in milliseconds from its opening: enough to see why it was missed.</summary>
internal sealed class Timeline(RunFacts facts)
{
    private const int MostLines = 40;

    // What happened shortly before a window opened bears on it too.
    private const double Before = 500;

    public IEnumerable<string> Of(WindowVerdict window)
    {
        var span = new Span(window.Span.From - Before, window.Span.To);
        return Faults(span).Concat(Moments(window, span)).OrderBy(static entry => entry.Time).Take(MostLines)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Time - window.Span.From,7:F0} {entry.Text}"));
    }

    private IEnumerable<(double Time, string Text)> Faults(Span span) =>
        facts.Faults().Where(fault => fault.End.Time >= span.From && fault.Begin.Time <= span.To).Select(static fault => (fault.Begin.Time,
            string.Create(CultureInfo.InvariantCulture, $"{fault.Begin.Text("kind")} of {Place(fault.Begin)} for {fault.End.Time - fault.Begin.Time:F0} ms")));

    private static string Place(LogLine fault) => fault.NumberOrNull("node") is { } node ? $"node {node} {fault.Text("method")}".TrimEnd() : "all nodes";

    private IEnumerable<(double Time, string Text)> Moments(WindowVerdict window, Span span)
    {
        foreach (var line in facts.Harness.Where(line => line.What is "start" or "kill" or "stop" or "crash" or "stall" && span.Has(line.Time)))
            yield return (line.Time, $"the worker: {line.What}");
        foreach (var line in facts.DevNet.Where(line => line.What is "seen" or "broadcast" && span.Has(line.Time)))
            yield return (line.Time, line.What == "seen" ? "the restarted worker's first look" : $"a broadcast, code {line.NumberOrNull("code")}");
        foreach (var tx in facts.Transactions.Where(tx => tx.Signer == window.Wallet && span.Has(tx.Time)))
            yield return (tx.Time, $"in block {tx.Height}: topic {tx.Topic} nonce {tx.Nonce} sequence {tx.Sequence} code {tx.Codespace}/{tx.Code}");
        foreach (var ask in facts.Asks.GetValueOrDefault((window.Wallet, window.Topic, window.Nonce)) ?? [])
            yield return (ask.Begun, string.Create(CultureInfo.InvariantCulture, $"the provider is asked: {(ask.Ended is { } end ? $"{ask.Outcome} after {end - ask.Begun:F0} ms" : "no end")}"));
    }
}
