using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rest;
using Allora.Sdk.DevNet.Rpc.Json;
using Allora.Sdk.DevNet.Tests.Rpc;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Allora.TestData;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Tests.Rest;

public sealed class GatewayJsonTests
{
    private static readonly string[] GrpcCaptures =
        ["cosmos-grpc.json", "emissions-grpc.json", "feemarket-and-labels.json", "pending-and-grants.json", "reputer-grpc.json", "refused-in-block.json"];

    private static readonly QueryRouter Router = new QueryRouter()
        .Service(Service("cosmos.base.tendermint.v1beta1.Service", Protos.Cosmos.Base.Tendermint.V1Beta1.ServiceReflection.Descriptor))
        .Service(Service("cosmos.auth.v1beta1.Query", Protos.Cosmos.Auth.V1Beta1.QueryReflection.Descriptor))
        .Service(Service("cosmos.bank.v1beta1.Query", Protos.Cosmos.Bank.V1Beta1.QueryReflection.Descriptor))
        .Service(Service("cosmos.tx.v1beta1.Service", Protos.Cosmos.Tx.V1Beta1.ServiceReflection.Descriptor))
        .Service(Service("cosmos.feegrant.v1beta1.Query", Protos.Cosmos.Feegrant.V1Beta1.QueryReflection.Descriptor))
        .Service(Service("cosmos.staking.v1beta1.Query", Protos.Cosmos.Staking.V1Beta1.QueryReflection.Descriptor))
        .Service(Service("cosmos.base.node.v1beta1.Service", Protos.Cosmos.Base.Node.V1Beta1.ServiceReflection.Descriptor))
        .Service(Service("emissions.v10.QueryService", Protos.Emissions.V10.QueryReflection.Descriptor))
        .Service(Service("feemarket.feemarket.v1.Query", Protos.Feemarket.V1.QueryReflection.Descriptor))
        .Service(Service("mint.v5.QueryService", Protos.Mint.V5.QueryReflection.Descriptor));

    [Fact]
    public void A_nodes_grpc_replies_written_as_json_have_the_shape_of_its_rest_replies()
    {
        var replies = GrpcCaptures.SelectMany(file => Data.Capture(file).EnumerateArray())
            .Where(c => c.TryGetProperty("response_base64", out _) && c.TryGetProperty("method", out _))
            .ToLookup(c => c.GetProperty("method").GetString()!.TrimStart('/'));
        List<string> compared = [], differing = [], without = [];
        foreach (var capture in Data.Capture("rest-and-rpc.json").EnumerateArray().Where(c => c.GetProperty("transport").GetString() == "rest" && c.GetProperty("status").GetInt32() == 200))
        {
            var name = capture.GetProperty("name").GetString()!;
            var request = capture.GetProperty("method").GetString()!.Split(' ');
            var route = RouteTable.Of(Router).Find(request[0], request[1].Split('?')[0], out _, out _);
            Assert.True(route is not null, $"{name}: no route for {request[1]}");
            var candidates = replies[route.FullMethod.TrimStart('/')].ToList();
            if (candidates.Count == 0)
            {
                without.Add(name);
                continue;
            }

            var best = candidates.Select(c => Differences(capture, route, c)).MinBy(d => d.Count)!;
            compared.Add(name);
            if (best.Count > 0)
                differing.Add($"{name}: {string.Join("; ", best)}");
        }

        Console.Out.WriteLine($"captures rest-and-rpc.json rest formatting: {compared.Count} compared with gRPC captures, no gRPC capture of the method: {string.Join(", ", without)}");
        Assert.True(differing.Count == 0, string.Join("\n", differing));
        Assert.True(compared.Count > 10);
    }

    [Fact]
    public void Every_scaled_decimal_of_the_wire_facts_is_known()
    {
        List<string> missing = [];
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Data.WireFolder, "*.json"))
        {
            using var package = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var message in package.RootElement.GetProperty("messages").EnumerateObject())
            {
                foreach (var field in message.Value.EnumerateArray().Where(f => f.TryGetProperty("holds", out var holds) && holds.GetString() == "math.LegacyDec"))
                {
                    count++;
                    var name = $"{package.RootElement.GetProperty("package")}.{message.Name}.{field.GetProperty("name")}";
                    if (!ScaledDecimals.Contains(name))
                        missing.Add(name);
                }
            }
        }

        Console.Out.WriteLine($"wire LegacyDec fields: {count} checked");
        Assert.Empty(missing);
        Assert.Equal(39, count);
    }

    [Fact]
    public void Scaled_integers_become_decimals_with_18_places()
    {
        var coin = new DecCoin { Denom = "uallo", Amount = "10000000000000000000" };
        Assert.Equal("""{"denom":"uallo","amount":"10.000000000000000000"}""", Json(coin));
        Assert.Equal("""{"denom":"","amount":"0.000000000000000000"}""", Json(new DecCoin()));
        Assert.Equal("-0.000000000000000001", ScaledDecimals.ToDecimal("-1"));
    }

    [Fact]
    public void Texts_are_escaped_as_go_escapes_them() =>
        Assert.Equal("""{"denom":"\u003ca\u003e \u0026 'b' \"c\" é","amount":"1"}""", Json(new Coin { Denom = "<a> & 'b' \"c\" é", Amount = "1" }));

    private static List<string> Differences(JsonElement capture, Route route, JsonElement reply)
    {
        var message = WireText.Read(route.Method.OutputType, Convert.FromBase64String(reply.GetProperty("response_base64").GetString()!));
        return JsonShape.Differences(capture.GetProperty("body").GetString()!, Json(message));
    }

    private static string Json(IMessage message) =>
        Encoding.UTF8.GetString(GoJson.Build(message, static (m, writer) => GatewayJson.Write(writer, m)));

    private static ServiceDescriptor Service(string name, FileDescriptor file) => file.Services.Single(s => s.FullName == name);
}
