using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Tests.Chain.Replay;
using Google.Protobuf;

namespace Allora.Sdk.Tests.Chain.Wire;

/// <summary>Requests that are written by hand are those that the generated types write, at every size of length prefix.</summary>
public class TransactionBytesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(2_097_152)]
    public async Task A_transaction_of_any_size_is_wrapped_as_the_chain_expects(int size)
    {
        var transaction = Enumerable.Range(0, size).Select(i => (byte)(i * 31)).ToArray();
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Reply([]));
        await using var client = new AlloraClient(server.Network);

        await client.SimulateAsync(transaction, TestContext.Current.CancellationToken);
        await client.BroadcastAsync(transaction, TestContext.Current.CancellationToken);

        var bytes = ByteString.CopyFrom(transaction);
        Assert.Equal(new SimulateRequest { TxBytes = bytes }.ToByteArray(), server.Received.First().Request);
        Assert.Equal(new BroadcastTxRequest { TxBytes = bytes, Mode = BroadcastMode.Sync }.ToByteArray(), server.Received.Last().Request);
    }
}
