namespace Allora.Sdk.Events.Signals;

/// <summary>What a block told about a closed window: who is active, scores, or rewards.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Actor">About whom.</param>
/// <param name="TopicId">The topic.</param>
/// <param name="Nonce">The nonce.</param>
/// <param name="Addresses">The wallets.</param>
/// <param name="Values">Their scores or rewards, in the same order; none for <see cref="OutcomeKind.Active"/>.</param>
/// <param name="Flags">Whether each is active, for <see cref="OutcomeKind.EmaScores"/>.</param>
internal sealed record Outcome(
    OutcomeKind Kind, SubmissionActor Actor, ulong TopicId, long Nonce, IReadOnlyList<string> Addresses, IReadOnlyList<string> Values, IReadOnlyList<string> Flags);

internal enum OutcomeKind
{
    Active,
    Scores,
    EmaScores,
    Rewards,
}
