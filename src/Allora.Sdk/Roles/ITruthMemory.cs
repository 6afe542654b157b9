namespace Allora.Sdk.Roles;

/// <summary>Keeps the truth of a nonce, so that it is queried once.</summary>
internal interface ITruthMemory
{
    GroundTruth? Recall(ulong topicId, long nonce);

    ValueTask RememberAsync(ulong topicId, long nonce, GroundTruth truth);
}
