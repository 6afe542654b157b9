using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>The whole loop of a worker where no gRPC is to be had.</summary>
public class WorkerWithoutGrpcTests
{
    [Theory]
    [InlineData(AlloraTransport.Rest, true)]
    [InlineData(AlloraTransport.Rest, false)]
    [InlineData(AlloraTransport.Rpc, true)]
    public async Task A_worker_runs_without_gRPC(AlloraTransport way, bool events)
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(0.25m)), network: network =>
        {
            var other = way == AlloraTransport.Rest ? network.OverRest() : network.OverRpc();
            return events ? other : other with { EventEndpoints = [] };
        });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);
        var result = await scene.NextAsync(stepping: true);

        Assert.True(result.Status == SubmissionStatus.Included, result.ToString());
        Assert.Equal(WorkerScene.FirstNonce, result.Nonce);
        var submission = Assert.Single(scene.DevNet.Submissions(WorkerScene.Topic, WorkerScene.FirstNonce));
        Assert.Equal(scene.Wallet.Address, submission.Worker);
    }
}
