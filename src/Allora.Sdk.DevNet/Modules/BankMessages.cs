using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Google.Protobuf.Collections;

namespace Allora.Sdk.DevNet.Modules;

/// <summary>Transfers.</summary>
internal static class BankMessages
{
    // What recorded simulations took beyond the reads and writes below.
    private const long SendCost = 4737;

    public static void Register(MessageRouter router)
    {
        router.Handle<MsgSend, MsgSendResponse>("bank", static message => message.FromAddress, Send, static message => Decoded(message.Amount));
        router.Handle<MsgMultiSend, MsgMultiSendResponse>("bank", static message => message.Inputs.Count == 0 ? null : message.Inputs[0].Address, MultiSend, static message => Decoded(message.Outputs.SelectMany(static output => output.Coins)));
    }

    private static MsgSendResponse Send(Execution run, MsgSend message)
    {
        RequireAddress(message.FromAddress, "from");
        RequireAddress(message.ToAddress, "to");
        run.Gas.Read(120);
        run.Gas.Read(120);
        Bank.Send(run, message.FromAddress, message.ToAddress, Amount(message.Amount, run, message.FromAddress));
        run.Gas.Consume(SendCost, "WriteFlat");
        return new MsgSendResponse();
    }

    private static MsgMultiSendResponse MultiSend(Execution run, MsgMultiSend message)
    {
        if (message.Inputs.Count != 1)
            throw ChainErrors.InvalidRequest("multiple senders not allowed");
        var from = message.Inputs[0].Address;
        foreach (var output in message.Outputs)
        {
            RequireAddress(output.Address, "output");
            Bank.Send(run, from, output.Address, Amount(output.Coins, run, from));
        }

        return new MsgMultiSendResponse();
    }

    private static void Decoded(IEnumerable<Coin> coins)
    {
        foreach (var coin in coins)
            Amounts.RequireInteger(coin.Amount);
    }

    private static BigInteger Amount(RepeatedField<Coin> coins, Execution run, string from)
    {
        _ = from;
        var listed = string.Join(',', coins.Select(static coin => coin.Amount + coin.Denom));
        if (coins.Count == 0 || coins.Any(static coin => Amounts.Parse(coin.Amount).Sign <= 0))
            throw ChainErrors.InvalidCoins(listed);
        run.Gas.Read();
        foreach (var coin in coins.Where(static coin => coin.Denom != FeemarketState.Denom))
            throw ChainErrors.InsufficientFunds($"spendable balance 0{coin.Denom} is smaller than {coin.Amount}{coin.Denom}");
        return Amounts.Parse(coins[0].Amount);
    }

    private static void RequireAddress(string address, string which)
    {
        if (Bech32Text.Decode(address, out var why) is null)
            throw ChainErrors.InvalidAddress($"invalid {which} address: {why}");
        if (!ChainAddress.IsValid(address))
            throw ChainErrors.InvalidAddress($"invalid {which} address: hrp does not match bech32 prefix");
    }
}
