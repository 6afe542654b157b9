using Allora.Sdk.Tests.Chain.Transport;

namespace Allora.Sdk.Tests.Workers;

/// <summary>A timestamp of 0 is a moment like any other: nothing takes it for "never".</summary>
public sealed class YoungMachineTests
{
    [Theory]
    [MemberData(nameof(YoungTime.Starts), MemberType = typeof(YoungTime))]
    public async Task A_worker_answers_on_a_machine_that_has_just_started(long start)
    {
        var provider = new FunctionProvider(static _ => Prediction.Value(1m));
        await using var scene = await WorkerScene.StartAsync(provider, time: new YoungTime(start));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);
        Assert.Equal(SubmissionStatus.Included, (await scene.NextAsync(stepping: true)).Status);
    }

    [Theory]
    [MemberData(nameof(YoungTime.Starts), MemberType = typeof(YoungTime))]
    public async Task Endpoints_are_probed_and_compared_on_a_machine_that_has_just_started(long start)
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.Quick with { TimeProvider = new YoungTime(start), ProbeInterval = TimeSpan.FromHours(2) });
        await nodes.Client.GetBlockHeaderAsync(null, TestContext.Current.CancellationToken);

        // The second endpoint is never asked by the client itself.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!nodes.Client.Endpoints.Endpoints[1].Health.HasAnswered)
            await Task.Delay(5, limit.Token);
        Assert.False(nodes.Client.Endpoints.Endpoints[1].Health.IsCoolingDown);
    }
}
