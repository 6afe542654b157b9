namespace Allora.Chaos.Judge;

/// <summary>What was paid, from the blocks alone.</summary>
internal sealed class Payments
{
    public Payments(RunFacts facts)
    {
        var all = facts.Transactions.Where(tx => facts.Wallets.ContainsKey(tx.Signer)).ToList();
        var mine = all.Where(static tx => tx.Charged).ToList();
        TurnedAway = all.Count - mine.Count;
        Submissions = facts.DevNet.Count(static line => line.What == "broadcast");
        InBlocks = mine.Count;
        Payloads = mine.Count(static tx => tx is { IsPayload: true, Code: 0 });
        FailedPayloads = mine.Count(static tx => tx is { IsPayload: true, Code: not 0 });
        Burned = mine.Where(static tx => tx.Code != 0).Sum(static tx => tx.Fee);
        Failures = [.. mine.Where(static tx => tx.Code != 0).GroupBy(static tx => (tx.Codespace, tx.Code)).Select(static group => (group.Key.Codespace, group.Key.Code, group.Count()))];
        Transfers = mine.Count(static tx => tx.Type.EndsWith(".MsgSend", StringComparison.Ordinal));
        PaidTwice = [.. mine.Where(static tx => tx.IsPayload)
            .GroupBy(static tx => (tx.Signer, tx.Topic, tx.Nonce))
            .SelectMany(static group => group.OrderBy(static tx => tx.Height).SkipWhile(static tx => tx.Code != 0).Skip(1))];
        PerNonce = [.. mine.Where(static tx => tx.IsPayload)
            .GroupBy(static tx => (tx.Signer, tx.Topic, tx.Nonce))
            .CountBy(static group => group.Count())
            .OrderBy(static pair => pair.Key)];
        foreach (var wallet in mine.GroupBy(static tx => tx.Signer))
            FindExcess(facts, wallet.Key, [.. wallet]);
        foreach (var account in facts.DevNet.Where(static line => line.What == "account"))
            FindGaps(account.Text("wallet"), (ulong)account.Number("sequence"), mine);
        if (facts.DevNet.FirstOrDefault(static line => line.What == "end") is { } end && end.Number("pending") > 0)
            Gaps.Add($"{end.Number("pending")} transactions still wait in the mempool");
    }

    public int Submissions { get; }

    /// <summary>Those that paid.</summary>
    public int InBlocks { get; }

    /// <summary>Those that a block turned away, and that paid nothing.</summary>
    public int TurnedAway { get; }

    public int Payloads { get; }

    public int FailedPayloads { get; }

    public int Transfers { get; }

    public decimal Burned { get; }

    public List<(string Codespace, uint Code, int Count)> Failures { get; }

    public List<BlockTx> PaidTwice { get; }

    public List<KeyValuePair<int, int>> PerNonce { get; }

    public List<string> Gaps { get; } = [];

    /// <summary>The highest fee of a transaction (uallo).</summary>
    public decimal HighestFee { get; private set; }

    /// <summary>The highest sum of a wallet's fees (uallo).</summary>
    public decimal HighestSum { get; private set; }

    /// <summary>What was spent above the options of the worker, or for something else than payloads, registrations and gaps.</summary>
    public List<string> Excess { get; } = [];

    // A run lasts at most an hour or two: its fees count as one day's.
    private void FindExcess(RunFacts facts, string wallet, List<BlockTx> transactions)
    {
        var sum = transactions.Sum(static tx => tx.Fee);
        HighestSum = Math.Max(HighestSum, sum);
        HighestFee = Math.Max(HighestFee, transactions.Max(static tx => tx.Fee));
        if (facts.MaximumFee is { } maximum && transactions.MaxBy(static tx => tx.Fee) is { } dear && dear.Fee > maximum)
            Excess.Add($"transaction {dear.Hash} of {wallet} paid {dear.Fee} uallo, {maximum} are allowed");
        if (facts.DailyBudget is { } budget && sum > budget)
            Excess.Add($"{wallet} paid {sum} uallo, {budget} are allowed on a day");
        foreach (var type in transactions.Select(static tx => tx.Type).Distinct().Where(static type => !IsExpected(type)))
            Excess.Add($"{wallet} sent a {type}");
    }

    private static bool IsExpected(string type) =>
        type.EndsWith(".InsertWorkerPayloadRequest", StringComparison.Ordinal) || type.EndsWith(".RegisterRequest", StringComparison.Ordinal) || type.EndsWith(".MsgSend", StringComparison.Ordinal);

    private void FindGaps(string wallet, ulong sequence, List<BlockTx> transactions)
    {
        var used = transactions.Where(tx => tx.Signer == wallet).Select(static tx => tx.Sequence).ToList();
        for (var i = 0; i < used.Count; i++)
        {
            if (used[i] != (ulong)i)
                Gaps.Add($"{wallet}: its transaction {i} in blocks has sequence {used[i]}");
        }

        if (sequence != (ulong)used.Count)
            Gaps.Add($"{wallet}: the account stands at {sequence}, its blocks hold {used.Count} transactions");
    }
}
