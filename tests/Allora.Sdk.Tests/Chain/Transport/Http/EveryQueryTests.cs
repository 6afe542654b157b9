using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.DevNet.Options;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>Every query of a chain that has some history, asked over each way: the answers are the same.</summary>
public class EveryQueryTests
{
    private const ulong Topic = 67;

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(static (byte[] bytes) => bytes, static bytes => bytes);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task Every_query_answers_over_REST_and_RPC_as_over_gRPC(DevNetSchema schema)
    {
        await using var chain = await DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Schema = schema } }, Ct);
        await chain.StepAsync(20, Ct);
        await using var grpc = new AlloraClient(chain.Network);
        await using var rest = new AlloraClient(chain.Network.OverRest());
        await using var rpc = new AlloraClient(chain.Network.OverRpc());

        var answered = 0;
        foreach (var method in ChainTypes.Services.Values.SelectMany(static service => service.Methods))
        {
            if (!IsQuestion(method))
                continue;
            var request = Sample(method.InputType, chain.Accounts[0].Address).ToByteArray();
            var expected = await QueryAsync(grpc, method, request);
            Assert.Equal(expected, await QueryAsync(rest, method, request));
            var overRpc = await QueryAsync(rpc, method, request);
            Assert.Equal((expected.Status == StatusCode.OK, expected.Message), (overRpc.Status == StatusCode.OK, overRpc.Message));
            if (expected.Status == StatusCode.OK)
            {
                Assert.Equal(expected.Height, overRpc.Height);
                answered++;
            }
        }

        Assert.True(answered > 100, $"only {answered} queries were answered");
    }

    private static async Task<Answer> QueryAsync(AlloraClient client, MethodDescriptor method, byte[] request)
    {
        var raw = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, Raw, Raw);
        using var call = client.Invoker.AsyncUnaryCall(raw, null, new CallOptions(cancellationToken: Ct), request);
        try
        {
            var message = method.OutputType.Parser.ParseFrom(await call.ResponseAsync);
            var height = (await call.ResponseHeadersAsync).GetValue("x-cosmos-block-height");
            return new Answer(method.FullName, StatusCode.OK, message, height, "");
        }
        catch (RpcException refusal)
        {
            return new Answer(method.FullName, refusal.StatusCode, null, null, refusal.Status.Detail.Split(':')[0]);
        }
    }

    // Transactions have tests of their own. Where two methods share one path, a gateway knows one meaning of it only.
    private static bool IsQuestion(MethodDescriptor method) =>
        RestRoute.Find(method.Service.FullName, method.Name) is { } route
        && !method.Service.FullName.StartsWith("cosmos.tx.", StringComparison.Ordinal)
        && method.Service.Methods.Count(other => Shape(RestRoute.Find(other.Service.FullName, other.Name)!) == Shape(route)) == 1;

    private static string Shape(RestRoute route) =>
        string.Join('/', route.Segments.Select(static segment => segment.StartsWith('{') ? "{}" : segment));

    private static IMessage Sample(MessageDescriptor type, string address)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InFieldNumberOrder().Where(static field => !field.IsRepeated))
        {
            object? value = (field.FieldType, field.Name) switch
            {
                (FieldType.String, "denom") => "uallo",
                (FieldType.String, _) => address,
                (FieldType.UInt64, "topic_id") => Topic,
                (FieldType.Int64, _) => 6L,
                _ => null,
            };
            if (value is not null)
                field.Accessor.SetValue(message, value);
        }

        return message;
    }

    private sealed record Answer(string Method, StatusCode Status, IMessage? Message, string? Height, string Refusal);
}
