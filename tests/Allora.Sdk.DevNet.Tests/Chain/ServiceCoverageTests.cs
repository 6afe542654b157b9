using Allora.Sdk.DevNet.Options;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>Which methods of the chain's services are served.</summary>
public sealed class ServiceCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task Every_emissions_query_is_served_and_none_breaks_on_an_empty_request(DevNetSchema schema)
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Schema = schema } });
        var node = devnet.Nodes[0].Node;
        var emissions = schema == DevNetSchema.V10 ? Protos.Emissions.V10.QueryService.Descriptor : Protos.Emissions.V9.QueryService.Descriptor;
        Assert.Empty(emissions.Methods.Where(method => node.Router.Find(Path(method)) is null).Select(static method => method.Name));
        var methods = node.Router.Methods.ToList();
        foreach (var method in methods)
        {
            var answer = node.Query(method.FullName, ReadOnlyMemory<byte>.Empty, null);
            Assert.True(answer.Status is StatusCode.OK or StatusCode.Unknown or StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.Internal or StatusCode.Unimplemented, method.FullName);
            if (answer.IsOk)
                Assert.NotNull(method.Descriptor.OutputType.Parser.ParseFrom(answer.Value));
        }

        var unserved = node.Router.Services.SelectMany(static service => service.Methods).Where(method => node.Router.Find(Path(method)) is null).Select(static method => method.FullName);
        output.WriteLine($"{schema}: {methods.Count} methods served; of the same services not: {string.Join(", ", unserved)}");
    }

    [Theory]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task A_topic_s_queries_answer_from_its_state(DevNetSchema schema)
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Schema = schema } });
        var node = devnet.Nodes[0].Node;
        // A request with only topic_id = 67 set: most queries have it as their first field.
        byte[] request = [0x08, 67];
        var refused = node.Router.Methods
            .Where(static method => method.Descriptor.Service.FullName.StartsWith("emissions.", StringComparison.Ordinal)
                && method.Descriptor.InputType.FindFieldByName("topic_id") is { FieldNumber: 1 }
                && method.Descriptor.InputType.Fields.InFieldNumberOrder().Count == 1)
            .Select(method => (method.FullName, Answer: node.Query(method.FullName, request, null)))
            .Where(static one => !one.Answer.IsOk)
            .Select(static one => one.FullName[(one.FullName.LastIndexOf('/') + 1)..]);
        Assert.Equal(
            ["GetCurrentLowestForecasterScore", "GetCurrentLowestInfererScore", "GetCurrentLowestReputerScore", "GetTopicLastReputerCommitInfo", "GetTopicLastWorkerCommitInfo"],
            refused.Order(StringComparer.Ordinal));
    }

    private static string Path(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";
}
