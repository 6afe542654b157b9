using System.Globalization;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Diagnostics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>Runs a transaction: ante handler, messages all or nothing, then the settling of its fee.</summary>
internal sealed class TxRunner(MessageRouter router, string proposer, ILogger logger)
{
    private const int DecodingGas = 1174;

    /// <summary>What the transaction did; the state is what follows from it, also where its messages failed.</summary>
    public (TxResult Result, ChainState State, ChainException? Refusal) Run(ChainState state, byte[] bytes, ExecutionMode mode)
    {
        DecodedTx? tx = null;
        var gas = new GasMeter(null);
        gas.Consume(DecodingGas, "ReadPerByte");
        var ante = new Execution(state, gas);
        try
        {
            tx = TxDecoder.Decode(bytes, router);
            ValidateMessages(tx);
            gas = new GasMeter(mode == ExecutionMode.Simulate ? null : tx.GasLimit);
            ante = new Execution(state, gas);
            AnteHandler.Run(ante, tx, mode);
        }
        catch (ChainException refusal)
        {
            return (Failed(refusal, tx, gas, []), state, refusal);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A node recovers from what its code stumbles over, and so do others' transactions here.
            DevNetEvents.TransactionFailed(logger, error);
            var panic = ChainErrors.Panic(error.Message);
            return (Failed(panic, tx, gas, []), state, panic);
        }

        var messages = new Execution(ante.State, gas);
        var data = new TxMsgData();
        ChainException? failure = null;
        try
        {
            if (mode is ExecutionMode.Simulate or ExecutionMode.Deliver)
                RunMessages(messages, tx, data);
        }
        catch (ChainException refusal)
        {
            failure = refusal;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            DevNetEvents.TransactionFailed(logger, error);
            failure = ChainErrors.Panic(error.Message);
        }

        // The fee is settled whatever became of the messages, but a failure shows no events of it.
        var post = new Execution(failure is null ? messages.State : ante.State, gas);
        try
        {
            FeeHandler.Settle(post, tx, mode, proposer);
        }
        catch (ChainException refusal)
        {
            failure ??= refusal;
        }

        return failure is null
            ? (new TxResult(0, "", data.ToByteArray(), "", Wanted(tx, mode), gas.Used, [.. ante.Events, .. messages.Events, .. post.Events]), post.State, null)
            : (Failed(failure, tx, gas, ante.Events), mode == ExecutionMode.Deliver ? ante.State : state, failure);
    }

    private static long Wanted(DecodedTx tx, ExecutionMode mode) => mode == ExecutionMode.Simulate ? -1 : tx.GasLimit;

    private static TxResult Failed(ChainException refusal, DecodedTx? tx, GasMeter gas, IReadOnlyList<AbciEvent> events) =>
        new(refusal.Code, refusal.Codespace, [], refusal.Message, tx?.GasLimit ?? 0, gas.Used, events);

    private static void ValidateMessages(DecodedTx tx)
    {
        if (tx.Messages.Count == 0)
            throw ChainErrors.InvalidRequest("must contain at least one message", "cosmos/cosmos-sdk@v0.50.14/baseapp/baseapp.go:792");
        foreach (var (handler, typeUrl, message) in tx.Messages)
        {
            if (handler is null)
            {
                throw ChainErrors.UnknownRequest(
                    $"no message handler found for {GoName(typeUrl)}", "cosmos/cosmos-sdk@v0.50.14/baseapp/baseapp.go:886");
            }

            handler.ValidateBasic(message);
        }
    }

    /// <summary>"/emissions.v9.RegisterRequest" is *emissionsv9.RegisterRequest to the node.</summary>
    private static string GoName(string typeUrl)
    {
        var parts = typeUrl.TrimStart('/').Split('.');
        return $"*{string.Concat(parts[..^1])}.{parts[^1]}";
    }

    private static void RunMessages(Execution run, DecodedTx tx, TxMsgData data)
    {
        for (var i = 0; i < tx.Messages.Count; i++)
        {
            var (handler, typeUrl, message) = tx.Messages[i];
            var one = new Execution(run.State, run.Gas);
            try
            {
                var response = handler!.Execute(one, message);
                data.MsgResponses.Add(new Any { TypeUrl = handler.ResponseUrl, Value = response.ToByteString() });
            }
            catch (ChainException refusal) when (refusal.Codespace != "sdk" || refusal.Code != 11)
            {
                throw refusal.Wrap($"failed to execute message; message index: {i}");
            }

            run.State = one.State;
            var index = i.ToString(CultureInfo.InvariantCulture);
            run.Emit("message", ("action", typeUrl), ("sender", handler.Signer(message) ?? ""), ("module", handler.Module), ("msg_index", index));
            foreach (var emitted in one.Events)
                run.Emit(emitted.With("msg_index", index));
        }
    }
}
