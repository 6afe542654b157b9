using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Feegrant = Allora.Sdk.Protos.Cosmos.Feegrant.V1Beta1;
using Staking = Allora.Sdk.Protos.Cosmos.Staking.V1Beta1;
using V10 = Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>BroadcastTx and Simulate: garbage, damaged transactions, and well-signed ones whose messages say anything.</summary>
public sealed class TransactionFuzzTests(ITestOutputHelper output)
{
    private static readonly TestWallet[] Wallets = [.. Enumerable.Range(0, 5).Select(TestWallet.Default)];

    private static readonly MessageDescriptor[] Types =
    [
        .. V10.TxReflection.Descriptor.MessageTypes.Where(static type => type.Name.EndsWith("Request", StringComparison.Ordinal)),
        MsgSend.Descriptor,
        MsgMultiSend.Descriptor,
        Feegrant.MsgGrantAllowance.Descriptor,
        Feegrant.MsgRevokeAllowance.Descriptor,
        Staking.MsgDelegate.Descriptor,
        Staking.MsgUndelegate.Descriptor,
    ];

    [Fact]
    public async Task Any_transaction_is_taken_or_refused()
    {
        await using var net = await FuzzNet.StartAsync();
        var sequences = new ulong[Wallets.Length];
        var (accepted, failed) = (0, 0);
        await FuzzBudget.RunAsync("transactions", output.WriteLine, async random =>
        {
            var index = random.Next(Wallets.Length);
            var bytes = Transaction(random, net, index, sequences[index]);
            if (random.Next(3) == 0)
                await net.CallAsync("/cosmos.tx.v1beta1.Service/Simulate", new SimulateRequest { TxBytes = ByteString.CopyFrom(bytes) }.ToByteArray());
            var (status, reply) = await net.CallAsync(
                "/cosmos.tx.v1beta1.Service/BroadcastTx", new BroadcastTxRequest { TxBytes = ByteString.CopyFrom(bytes), Mode = random.Next(9) == 0 ? BroadcastMode.Async : BroadcastMode.Sync }.ToByteArray());
            if (status != 0 || Read(reply) is not { } verdict)
                return;
            if (verdict.Code == 0)
                accepted++;
            else
                failed++;
            sequences[index] = Sequence(sequences[index], verdict);
        });
        output.WriteLine($"transactions: {accepted} taken by the mempool, {failed} refused, {net.DevNet.Transactions().Count} in blocks");
        Assert.True(accepted > 0);
        await net.RequireAliveAsync();
    }

    private static byte[] Transaction(Random random, FuzzNet net, int index, ulong sequence)
    {
        if (random.Next(20) == 0)
            return Damage.Garbage(random);
        var messages = new RandomMessages(random, [.. net.DevNet.Accounts.Select(static account => account.Address)], net.DevNet.Height);
        var wallet = Wallets[index];
        var plan = new TxPlan([.. Enumerable.Range(0, random.Next(10) == 0 ? random.Next(4) : 1).Select(_ => Message(random, messages, wallet, net.DevNet.Height))])
        {
            AccountNumber = (ulong)index,
            Sequence = sequence,
            GasLimit = random.Next(20) == 0 ? (ulong)random.NextInt64() : 1_000_000,
            Memo = random.Next(20) == 0 ? new string('m', random.Next(400)) : "",
            Granter = random.Next(20) switch { 0 => "nobody", 1 => Wallets[random.Next(Wallets.Length)].Address, _ => "" },
            TimeoutHeight = random.Next(20) == 0 ? (ulong)random.NextInt64(0, net.DevNet.Height + 5) : 0,
            EmptySignature = random.Next(30) == 0,
        };
        var bytes = wallet.Transaction(plan);
        return random.Next(5) == 0 ? Damage.Mutate(random, bytes) : bytes;
    }

    /// <summary>A message from this wallet, most of the time; a worker's payload is signed within too.</summary>
    private static IMessage Message(Random random, RandomMessages messages, TestWallet wallet, long height)
    {
        if (random.Next(4) == 0)
            return Payloads.Sign(wallet, random.Next(2) == 0 ? 67UL : 1, height - random.Next(12), (V10.InputInferenceForecastBundle)messages.Of(V10.InputInferenceForecastBundle.Descriptor));
        var message = messages.Of(Types[random.Next(Types.Length)]);
        foreach (var name in (string[])["sender", "creator", "from_address", "granter", "delegator_address"])
        {
            if (random.Next(20) != 0)
                message.Descriptor.FindFieldByName(name)?.Accessor.SetValue(message, wallet.Address);
        }

        if (message is MsgMultiSend { Inputs.Count: > 0 } sends)
            sends.Inputs[0].Address = wallet.Address;
        return message;
    }

    private static TxResponse? Read(byte[] reply)
    {
        try
        {
            return BroadcastTxResponse.Parser.ParseFrom(reply.AsSpan(5)).TxResponse;
        }
        catch (InvalidProtocolBufferException)
        {
            // A refused fee grant's log is no UTF-8, as on a real node.
            return null;
        }
    }

    private static ulong Sequence(ulong before, TxResponse verdict) => verdict switch
    {
        { Code: 0 } => before + 1,
        { Codespace: "sdk", Code: 32 } => ulong.Parse(verdict.RawLog.Split("expected ")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture),
        _ => before,
    };
}
