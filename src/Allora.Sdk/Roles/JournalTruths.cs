using Allora.Sdk.Workers.Nonces;

namespace Allora.Sdk.Roles;

/// <summary>Keeps truths in the wallet's journal too, so that the next process need not query them again.</summary>
internal sealed class JournalTruths(NonceLedger nonces) : TruthMemory
{
    public override async ValueTask RememberAsync(ulong topicId, long nonce, GroundTruth truth)
    {
        await base.RememberAsync(topicId, nonce, truth).ConfigureAwait(false);
        await nonces.NoteAnswerAsync(ReputerRole.PayloadPurpose, topicId, nonce, GroundTruthText.Write(truth)).ConfigureAwait(false);
    }

    protected override GroundTruth? FromBefore(ulong topicId, long nonce) =>
        GroundTruthText.Read(nonces.AnswerOf(ReputerRole.PayloadPurpose, topicId, nonce));
}
