namespace Allora.Sdk.Workers.History;

/// <summary>Turns the results and follow-ups of one worker into rows.</summary>
internal sealed class HistoryObserver(string chainId, SubmissionActor actor, TimeProvider time, Action<HistoryRow> add) : IWorkerObserver
{
    public void OnResult(SubmissionResult result) => add(new HistoryRow
    {
        ChainId = chainId,
        Wallet = result.Wallet,
        TopicId = result.TopicId,
        Nonce = result.Nonce,
        Actor = actor,
        Time = time.GetUtcNow(),
        WindowEnd = result.WindowEnd,
        BlockTime = result.BlockTime,
        Status = result.Status,
        Value = result.Value,
        Hash = result.TransactionHash,
        Height = result.Height,
        Fee = result.Fee,
        FeesBurned = result.FeesBurned,
        GasUsed = result.GasUsed,
        LatencyMilliseconds = result.Timings.OwnLatency?.TotalMilliseconds,
        Reason = result.Reason,
        Message = result.Message,
    });

    public void OnFollowUp(SubmissionFollowUp followUp) => add(new HistoryRow
    {
        ChainId = chainId,
        Wallet = followUp.Wallet,
        TopicId = followUp.TopicId,
        Nonce = followUp.Nonce,
        Actor = followUp.Actor,
        Time = time.GetUtcNow(),
        WindowEnd = followUp.WindowEnd,
        Value = followUp.Value,
        Hash = followUp.TransactionHash,
        Stage = followUp.Stage,
        IsActive = followUp.IsActive,
        Score = followUp.Score,
        EmaScore = followUp.EmaScore,
        Reward = followUp.Reward,
    });
}
