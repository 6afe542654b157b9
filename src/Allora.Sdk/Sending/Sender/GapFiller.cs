using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// Fills a gap in the sequences that no transaction closes, by a transfer of 1 uallo from the wallet to itself. The chain refuses a transfer
/// of nothing ("invalid coins"). Transactions above the gap are sent again at once.
/// </summary>
internal sealed class GapFiller(AlloraClient client, TransactionSender sender, AccountView account, ILogger logger)
{
    public const string Purpose = "gap";

    private const string TransferType = "/cosmos.bank.v1beta1.MsgSend";

    // The next transaction that needs a sequence fills a gap for free: it has this many blocks to do so.
    private const long BlocksToWait = 1;
    private const ulong BlocksToLive = 8;

    private readonly Dictionary<ulong, long> _seen = [];

    /// <summary>Fills the first gap if it has been open for long enough; returns the transfer, null if none was needed.</summary>
    public async Task<PendingTransaction?> FillAsync(long height, CancellationToken cancellationToken)
    {
        var gaps = account.Gaps;
        foreach (var closed in _seen.Keys.Except(gaps).ToList())
            _seen.Remove(closed);
        foreach (var gap in gaps)
            _seen[gap] = Math.Min(_seen.GetValueOrDefault(gap, height), height);
        if (gaps.Count == 0 || height < _seen[gaps[0]] + BlocksToWait || sender.LastFees is not { } fees)
            return null;

        var outcome = await sender.SendAsync(Request(fees, height) with { AcceptsPriceJump = height >= _seen[gaps[0]] + ((long)BlocksToLive / 2) }, cancellationToken).ConfigureAwait(false);
        if (outcome is Refused refused)
            SenderLog.GapNotFilled(logger, gaps[0], account.Address, refused.Message);
        if (outcome is not Sent { Transaction: var filling })
            return null;
        SenderLog.GapFilled(logger, filling.Sequence, account.Address, filling.Hash);
        foreach (var waiting in account.Pending.Where(pending => pending.Sequence > filling.Sequence))
        {
            if (await sender.ResendAsync(waiting, cancellationToken).ConfigureAwait(false) is { Reason: not AlloraErrorReason.AlreadyKnown } error)
            {
                SenderLog.ResendRefused(logger, waiting.Hash, error.Log);
                break;
            }
        }

        return filling;
    }

    private SendRequest Request(FeeOptions fees, long height)
    {
        var transfer = new MsgSend { FromAddress = account.Address, ToAddress = account.Address };
        transfer.Amount.Add(new Coin { Denom = client.Network.Denom, Amount = "1" });
        IReadOnlyList<TransactionMessage> messages = [new TransactionMessage { TypeUrl = TransferType, Value = transfer.ToByteArray() }];
        return new SendRequest
        {
            Purpose = Purpose,
            Messages = _ => ValueTask.FromResult(messages),
            TimeoutHeight = (ulong)height + BlocksToLive,
            Fees = fees,
            OnlyIntoGap = true,
            Clock = new StageClock(client.Time, client.Time.GetTimestamp()),
        };
    }
}
