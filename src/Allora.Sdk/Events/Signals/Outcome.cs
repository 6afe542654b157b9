namespace Allora.Sdk.Events.Signals;

/// <summary>An outcome of a closed window, from a block: active actors, scores, or rewards.</summary>
/// <param name="Kind">The kind of outcome.</param>
/// <param name="Actor">The role of the wallets.</param>
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
