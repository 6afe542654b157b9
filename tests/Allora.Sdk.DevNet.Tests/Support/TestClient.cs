using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Allora.Sdk.DevNet.Tests.Support;

/// <summary>A plain gRPC client of a DevNet: generated stubs and hand-signed transactions.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly GrpcChannel _channel;

    public TestClient(Uri address)
    {
        _channel = GrpcChannel.ForAddress(address);
        Invoker = _channel.CreateCallInvoker();
        Tx = new Service.ServiceClient(Invoker);
    }

    public CallInvoker Invoker { get; }

    public Service.ServiceClient Tx { get; }

    public async Task<BaseAccount> AccountAsync(string address) =>
        (await new Query.QueryClient(Invoker).AccountInfoAsync(new QueryAccountInfoRequest { Address = address })).Info;

    /// <summary>Fills in account number and sequence, signs and broadcasts.</summary>
    public async Task<TxResponse> SendAsync(TestWallet wallet, TxPlan plan)
    {
        var account = await AccountAsync(wallet.Address);
        var bytes = wallet.Transaction(plan with { AccountNumber = account.AccountNumber, Sequence = account.Sequence });
        return (await Tx.BroadcastTxAsync(new BroadcastTxRequest { TxBytes = ByteString.CopyFrom(bytes), Mode = BroadcastMode.Sync })).TxResponse;
    }

    /// <summary>Sends, makes a block, and looks the transaction up.</summary>
    public async Task<TxResponse> IncludeAsync(AlloraDevNet devnet, TestWallet wallet, TxPlan plan)
    {
        var sent = await SendAsync(wallet, plan);
        Assert.Equal(("", 0u), (sent.RawLog, sent.Code));
        await devnet.StepAsync();
        return (await Tx.GetTxAsync(new GetTxRequest { Hash = sent.Txhash })).TxResponse;
    }

    public void Dispose() => _channel.Dispose();
}
