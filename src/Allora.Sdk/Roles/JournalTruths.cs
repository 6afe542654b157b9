using Allora.Sdk.Workers;

namespace Allora.Sdk.Roles;

/// <summary>Keeps truths in the wallet's journal too, so that the next process need not ask again.</summary>
internal sealed class JournalTruths(WalletSession session) : TruthMemory
{
    public override async ValueTask RememberAsync(ulong topicId, long nonce, GroundTruth truth)
    {
        await base.RememberAsync(topicId, nonce, truth).ConfigureAwait(false);
        await session.NoteAnswerAsync(ReputerRole.PayloadPurpose, topicId, nonce, GroundTruthText.Write(truth)).ConfigureAwait(false);
    }

    protected override GroundTruth? FromBefore(ulong topicId, long nonce) =>
        GroundTruthText.Read(session.AnswerOf(ReputerRole.PayloadPurpose, topicId, nonce));
}
