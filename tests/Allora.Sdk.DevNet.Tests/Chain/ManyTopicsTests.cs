using System.Diagnostics;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>A thousand topics on one chain: each has its windows, and a block costs what its topics cost.</summary>
[Collection("alone")]
public sealed class ManyTopicsTests(ITestOutputHelper output)
{
    private const int Epoch = 30;

    [Fact]
    public async Task Each_of_a_thousand_topics_opens_once_an_epoch()
    {
        await using var devnet = await StartAsync(1000);
        await devnet.StepAsync(2 * Epoch);
        var opened = Enumerable.Range(1, (int)devnet.Height)
            .SelectMany(height => devnet.Nodes[0].Node.GetBlock(height)!.BlockEvents.Where(static emitted => emitted.Type.EndsWith(".EventWorkerSubmissionWindowOpened", StringComparison.Ordinal)).Select(_ => height))
            .GroupBy(static height => height)
            .ToList();
        Assert.Equal(2000, opened.Sum(static block => block.Count()));
        Assert.Equal(2 * Epoch, opened.Count);
        Assert.InRange(opened.Max(static block => block.Count()), 1, 34);
        using var client = new TestClient(devnet.Grpc);
        var open = new QueryService.QueryServiceClient(client.Invoker).GetOpenWorkerSubmissionWindows(new GetOpenWorkerSubmissionWindowsRequest { TopicId = 500 });
        Assert.InRange(open.CalculateSize(), 0, 100);
    }

    [Fact]
    public async Task A_block_s_cost_grows_with_its_topics_and_no_faster()
    {
        var (few, many) = (await LeastAsync(100), await LeastAsync(1000));
        output.WriteLine($"a block with 100 topics takes at least {few.TotalMilliseconds:F2} ms, with 1000 topics {many.TotalMilliseconds:F2} ms");

        // Ten times the topics: quadratic would be a hundred times.
        Assert.True(many < few * 30, $"{few.TotalMilliseconds} ms, {many.TotalMilliseconds} ms");
    }

    /// <summary>The least of an epoch's blocks, whose topics are spread evenly: a busy machine makes the others look dear.</summary>
    private static async Task<TimeSpan> LeastAsync(int topics)
    {
        await using var devnet = await StartAsync(topics);
        await devnet.StepAsync(Epoch + 2);
        List<TimeSpan> taken = [];
        for (var i = 0; i < Epoch; i++)
        {
            var watch = Stopwatch.StartNew();
            await devnet.StepAsync();
            taken.Add(watch.Elapsed);
        }

        return taken.Min();
    }

    private static Task<AlloraDevNet> StartAsync(int topics) => AlloraDevNet.StartAsync(new DevNetOptions
    {
        StepByHand = true,
        Genesis = DevNetGenesis.Default with
        {
            Topics = [.. Enumerable.Range(1, topics).Select(static id => new GenesisTopic { Id = (ulong)id, EpochLength = Epoch, WorkerSubmissionWindow = 10 })],
            Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = "1000" },
        },
    });
}
