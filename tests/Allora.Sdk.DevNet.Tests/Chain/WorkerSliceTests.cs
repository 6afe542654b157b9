using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>A worker's whole way over real sockets: register, see a window, submit, be counted.</summary>
public sealed class WorkerSliceTests
{
    [Fact]
    public async Task A_worker_registers_submits_and_finds_its_inference_in_the_network_s()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, TestContext.Current.CancellationToken);
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(1);
        var query = new QueryService.QueryServiceClient(client.Invoker);

        var registered = await client.IncludeAsync(devnet, wallet, new TxPlan(new RegisterRequest { Sender = wallet.Address, TopicId = 67, Owner = wallet.Address }));
        Assert.Equal((0u, ""), (registered.Code, registered.RawLog));

        var status = query.GetWorkerSubmissionWindowStatus(new GetWorkerSubmissionWindowStatusRequest { TopicId = 67, Address = wallet.Address });
        Assert.True(status.IsOpen && status.IsRegistered && status.IsWhitelisted && status.IsTopicActive);
        Assert.Equal(devnet.Height, status.CurrentNonceBlockHeight);
        var nonce = status.CurrentNonceBlockHeight;

        var included = await client.IncludeAsync(devnet, wallet, new TxPlan(Payloads.Scalar(wallet, 67, nonce, "0.0123")));
        Assert.Equal((0u, ""), (included.Code, included.RawLog));
        Assert.InRange(included.GasUsed, 90_000, 200_000);
        var own = query.GetWorkerLatestInputInferenceByTopicId(
            new GetWorkerLatestInputInferenceByTopicIdRequest { TopicId = 67, WorkerAddress = wallet.Address });
        Assert.Equal("0.0123", own.LatestInputInference.Value);

        await devnet.StepAsync((int)(status.WindowEndBlock - devnet.Height));
        var network = query.GetLatestNetworkInferences(new GetLatestNetworkInferencesRequest { TopicId = 67 });
        Assert.Equal(nonce, network.InferenceBlockHeight);
        Assert.Equal("0.0123", Assert.Single(network.NetworkInferences.CombinedValue).Value);
    }
}
