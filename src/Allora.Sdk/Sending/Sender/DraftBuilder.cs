using Allora.Sdk.Chain;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Builds, prices, signs and simulates one transaction. None of this can cost anything.</summary>
internal sealed class DraftBuilder(AlloraClient client, IAlloraSigner signer, string? feeGranter, AccountView account, WalletJournal journal, GasPriceCache prices, GasLedger gas)
{
    private const ulong GasOfGeneration = 16;

    public async ValueTask<SendStep> BuildAsync(SendRequest request, PendingTransaction? replaced, ulong gasAtLeast, CancellationToken cancellationToken)
    {
        var stage = SubmissionStage.Signing;
        try
        {
            journal.RequireHeld();
            var (number, sequence) = await account.NextAsync(cancellationToken).ConfigureAwait(false);
            sequence = replaced?.Sequence ?? sequence;
            var messages = await request.Messages(cancellationToken).ConfigureAwait(false);
            var price = await prices.GetAsync(request.AcceptsPriceJump, cancellationToken).ConfigureAwait(false);

            var known = gas.Expected(request.Purpose);
            // The usual gas, if that of a kind of message is not known yet, is for signing before a simulation, where it has no effect.
            var quote = Quote(Math.Max(known ?? GasLedger.Usual, gasAtLeast));
            var unsigned = Encode(quote);
            if (!request.Simulate && (known is not null || request.DryRun))
                return Built(await SignAsync(unsigned).ConfigureAwait(false), simulatedGas: null);

            // The messages are journaled by now; a session that is lost sends nothing, not even to a simulation.
            journal.RequireHeld();
            // Signed while the node simulates: usually the offered gas fits, and the transaction is complete.
            var simulating = SimulateAsync(unsigned);
            var signed = await SignMeanwhileAsync(unsigned, simulating).ConfigureAwait(false);
            stage = SubmissionStage.Simulation;
            var simulated = await simulating.ConfigureAwait(false);
            request.Clock.Mark(StageClock.Stamp.Simulated);
            var needed = Quote(Math.Max(gas.Simulated(request.Purpose, simulated.GasUsed), gasAtLeast));
            if (!Fits(quote, needed))
            {
                quote = needed;
                signed = await SignAsync(Encode(quote)).ConfigureAwait(false);
            }

            return Built(signed, simulated.GasUsed);

            // A node that once accepted bytes which no block can include does not accept the same bytes again: a little more gas changes them.
            FeeQuote Quote(ulong units) => FeeQuote.For(units + GasOfGeneration * (replaced?.Generation ?? 0), price, client.Network.GasPriceFloor, request.Fees);

            UnsignedTransaction Encode(FeeQuote offer) => new(new TransactionDraft
            {
                Messages = messages,
                ChainId = client.Network.ChainId,
                AccountNumber = number,
                Sequence = sequence,
                TimeoutHeight = request.TimeoutHeight,
                Memo = request.Memo,
                Fee = new TransactionFee { Amount = [new Coin(client.Network.Denom, offer.Fee.Value)], GasLimit = offer.GasLimit, Granter = feeGranter ?? "" },
            }, signer.PublicKey.Span);

            SendStep Built(SignedTransaction complete, ulong? simulatedGas) => new()
            {
                Built = new PendingTransaction
                {
                    Purpose = request.Purpose,
                    TopicId = request.TopicId,
                    Nonce = request.Nonce,
                    Sequence = complete.Sequence,
                    Hash = complete.Hash,
                    Bytes = complete.Bytes,
                    TimeoutHeight = complete.TimeoutHeight,
                    Fee = quote.Fee,
                    GasLimit = quote.GasLimit,
                    // The bytes that it replaces may be in a block already.
                    SentAt = replaced is null ? client.Endpoints.BestHeight : 0,
                    Value = request.Value,
                    ChainPrice = price,
                    SimulatedGas = simulatedGas,
                    Replaces = replaced,
                },
            };

            // A span of its own, parallel to that of the signing.
            async Task<SimulationResult> SimulateAsync(UnsignedTransaction unsigned)
            {
                using var span = StageSpan.Begin(client.Time, request.TopicId, SubmissionStage.Simulation);
                return await client.SimulateSinceAsync(unsigned.ToSimulate(), request.NeededHeight, cancellationToken).ConfigureAwait(false);
            }

            async ValueTask<SignedTransaction> SignAsync(UnsignedTransaction unsigned)
            {
                using var signing = StageSpan.Begin(client.Time, request.TopicId, SubmissionStage.Signing);
                var result = await unsigned.SignAsync(signer, cancellationToken).ConfigureAwait(false);
                request.Clock.Mark(StageClock.Stamp.TransactionSigned);
                return result;
            }

            async ValueTask<SignedTransaction> SignMeanwhileAsync(UnsignedTransaction unsigned, Task simulating)
            {
                try
                {
                    await LetOthersGoFirst().ConfigureAwait(false);
                    return await SignAsync(unsigned).ConfigureAwait(false);
                }
                catch
                {
                    await simulating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    throw;
                }
            }
        }
        catch (AlloraException exception)
        {
            if (exception.Reason == AlloraErrorReason.FeeAboveLimit)
                prices.Forget();
            return new SendStep { Refused = Refused.From(exception, stage) };
        }
    }

    // The request is sent by a work item of its own on the thread pool, queued behind this thread's. Unless this thread yields to it, the node
    // gets the request only after the signature is made, or another thread has woken.
    private static Task LetOthersGoFirst() =>
        Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);

    // The simulated bytes are sent unchanged if their gas limit is neither too low nor more than 3 % too high.
    private static bool Fits(FeeQuote offered, FeeQuote needed) =>
        offered.GasLimit >= needed.GasLimit - (needed.GasLimit / 50) && offered.GasLimit <= needed.GasLimit + (needed.GasLimit / 33);
}
