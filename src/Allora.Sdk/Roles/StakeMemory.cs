using System.Globalization;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Roles;

/// <summary>
/// What was staked to maintain a minimum, in the wallet's journal: by it an answer from before the last stake is known as such, and on one
/// UTC day no more than the minimum is staked, whatever nodes report.
/// </summary>
internal sealed class StakeMemory(WorkerServices services)
{
    private const string HeightPurpose = "stake-minimum-height";
    private const string DayPurpose = "stake-minimum-day";

    /// <summary>The height of the last stake; 0 if there was none.</summary>
    public long LastHeight => long.TryParse(services.Nonces.AnswerOf(HeightPurpose, Topic, 0), NumberStyles.None, CultureInfo.InvariantCulture, out var height) ? height : 0;

    /// <summary>The stake (uallo) added on this UTC day, pending transactions included.</summary>
    public UAllo Today => UAllo.TryParse(services.Nonces.AnswerOf(DayPurpose, Topic, Day), out var sum) ? sum : UAllo.Zero;

    private ulong Topic => services.Options.TopicId;

    private long Day => services.Client.Time.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay;

    /// <summary>A transaction with this stake was sent.</summary>
    public ValueTask SentAsync(PendingTransaction sent) =>
        services.Nonces.NoteAnswerAsync(DayPurpose, Topic, Day, (Today + AmountOf(sent)).ToString());

    /// <summary>Its outcome is known. A block's height is a node's claim too: the last block that could hold the transaction bounds it.</summary>
    public async ValueTask EndedAsync(PendingTransaction sent, Confirmation outcome)
    {
        if (outcome is InBlock { Receipt: { Error: null } receipt })
            await services.Nonces.NoteAnswerAsync(HeightPurpose, Topic, 0, Math.Max(LastHeight, Math.Min(receipt.Height, (long)sent.TimeoutHeight)).ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        else if (Today >= AmountOf(sent))
            await services.Nonces.NoteAnswerAsync(DayPurpose, Topic, Day, (Today - AmountOf(sent)).ToString()).ConfigureAwait(false);
    }

    private static UAllo AmountOf(PendingTransaction sent) => UAllo.TryParse(sent.Value, out var amount) ? amount : UAllo.Zero;
}
