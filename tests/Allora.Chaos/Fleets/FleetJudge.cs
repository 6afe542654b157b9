namespace Allora.Chaos.Fleets;

/// <summary>The verdict over a fleet run, from the DevNet's blocks and requests and the times of the faults alone.</summary>
internal sealed class FleetJudge
{
    private readonly IReadOnlyList<FleetLine> _lines;
    private readonly Dictionary<long, double> _blocks;
    private readonly HashSet<(string Worker, ulong Topic, long Nonce)> _answered;

    public FleetJudge(IReadOnlyList<FleetLine> lines, IReadOnlyList<FleetFault> faults, IReadOnlyList<string> wallets, double from)
    {
        _lines = lines;
        _blocks = lines.Where(static line => line.Kind == "block").GroupBy(static line => line.Height).ToDictionary(static same => same.Key, static same => same.First().Time);
        _answered = [.. lines.Where(static line => line is { Kind: "tx", Code: 0, Payload: not null }).Select(static line => line.Payload!.Key)];
        PaidTwice = [.. FindPaidTwice()];
        OtherBundles = [.. lines.Where(static line => line.Payload is not null).GroupBy(static line => line.Payload!.Key).Where(static same => same.Select(static line => line.Payload!.Bundle).Distinct().Count() > 1).Select(static same => $"{same.Key}")];
        OtherSequences = [.. FindOtherSequences()];
        foreach (var window in lines.Where(line => line.Kind == "window_opened" && line.Time > from && _blocks.ContainsKey(line.Window.End)))
        {
            foreach (var wallet in wallets)
                Judge(window, wallet, faults);
        }
    }

    public List<string> PaidTwice { get; }

    public List<string> OtherBundles { get; }

    public List<string> OtherSequences { get; }

    /// <summary>Windows of wallets that have ended.</summary>
    public int Windows { get; private set; }

    public int Missed { get; private set; }

    /// <summary>Missed windows that no fault excuses.</summary>
    public List<string> NotAllowed { get; } = [];

    /// <summary>For each kind: windows that its faults touched, and those of them that end later than the time that it is given.</summary>
    public Dictionary<string, (int Touched, int Recoverable, int Missed)> ByKind { get; } = new(StringComparer.Ordinal);

    private void Judge(FleetLine opened, string wallet, IReadOnlyList<FleetFault> faults)
    {
        var (topic, nonce, end) = opened.Window;
        var closes = _blocks[end];
        var isMissed = !_answered.Contains((wallet, topic, nonce));
        var isAllowed = false;
        foreach (var fault in faults.Where(fault => fault.Wallets.Contains(wallet) && opened.Time <= fault.Start + fault.D && closes >= fault.Start))
        {
            var isRecoverable = closes >= fault.Start + fault.D;
            isAllowed |= !isRecoverable;
            var (touched, recoverable, missed) = ByKind.GetValueOrDefault(fault.Name);
            ByKind[fault.Name] = (touched + 1, recoverable + (isRecoverable ? 1 : 0), missed + (isMissed ? 1 : 0));
        }

        Windows++;
        if (!isMissed)
            return;
        Missed++;
        if (!isAllowed)
            NotAllowed.Add($"{wallet}, topic {topic}, nonce {nonce}: ended at {DateTimeOffset.UnixEpoch.AddMilliseconds(closes):HH:mm:ss.fff}");
    }

    // A transaction that the block's first checks turn away pays nothing.
    private IEnumerable<string> FindPaidTwice() =>
        from same in _lines.Where(static line => line is { Kind: "tx", Payload: not null } && (line.Code == 0 || line.Codespace != "sdk" || line.Code == 11)).GroupBy(static line => line.Payload!.Key)
        from again in same.SkipWhile(static line => line.Code != 0).Skip(1)
        select $"{same.Key}: transaction {again.Hash} in block {again.Height}";

    // Another sequence for a nonce, although the transaction with the first one was neither in a block nor past its last height.
    private IEnumerable<string> FindOtherSequences()
    {
        var pending = new Dictionary<(string, ulong, long), FleetLine>();
        var used = new HashSet<(string Signer, ulong Sequence)>();
        foreach (var line in _lines)
        {
            if (line.Kind == "tx")
                used.Add((line.Signer, line.Sequence));
            if (line is not { Kind: "broadcast", Code: 0, Payload: { } payload })
                continue;
            if (pending.TryGetValue(payload.Key, out var first) && first.Sequence != line.Sequence && !used.Contains((first.Signer, first.Sequence)) && (first.TimeoutHeight == 0 || line.Height <= first.TimeoutHeight))
                yield return $"{payload.Key}: sequence {line.Sequence} at height {line.Height}, while {first.Sequence} was pending until {first.TimeoutHeight}";
            pending[payload.Key] = line;
        }
    }
}
