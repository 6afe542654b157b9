using Allora.Sdk.DevNet.Options;
using Grpc.Net.Client;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>Reflection as grpcurl and its like use it: no file here knows a generated message of the chain.</summary>
public sealed class GenericClientTests
{
    [Theory]
    [InlineData(DevNetSchema.V10, "emissions.v10.QueryService", "emissions.v9.QueryService")]
    [InlineData(DevNetSchema.V9, "emissions.v9.QueryService", "emissions.v10.QueryService")]
    public async Task It_lists_the_services_and_calls_one_without_protos(DevNetSchema schema, string served, string notServed)
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with { Schema = schema, Topics = [new GenesisTopic { Id = 12, EpochLength = 77 }] },
        });
        using var channel = GrpcChannel.ForAddress(devnet.Grpc);
        var client = new BareReflection(channel.CreateCallInvoker());
        var services = await client.ServicesAsync();
        Assert.Contains(served, services);
        Assert.Contains("cosmos.tx.v1beta1.Service", services);
        Assert.DoesNotContain(notServed, services);
        var method = (await client.ServiceAsync(served)).FindMethodByName("GetTopic");
        var reply = await client.CallAsync(method, "topic_id", 12);
        Assert.Equal(77UL, BareReflection.Number(method.OutputType, reply, "topic.epoch_length"));
    }

    [Fact]
    public async Task Every_service_that_is_listed_can_be_described()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true });
        using var channel = GrpcChannel.ForAddress(devnet.Grpc);
        var client = new BareReflection(channel.CreateCallInvoker());
        foreach (var name in await client.ServicesAsync())
        {
            if (!name.StartsWith("grpc.reflection.", StringComparison.Ordinal))
                Assert.NotEmpty((await client.ServiceAsync(name)).Methods);
        }
    }
}
