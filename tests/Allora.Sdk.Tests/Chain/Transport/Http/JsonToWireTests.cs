using System.Text;
using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Feemarket.V1;
using Allora.TestData;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>What a real node's gateway wrote, read into the bytes that gRPC would have carried.</summary>
public class JsonToWireTests
{
    public static TheoryData<string> Replies => [.. Captured.Where(static call => call.GetProperty("status").GetInt32() == 200).Select(static call => call.Text("name")).Distinct()];

    private static IEnumerable<JsonElement> Captured =>
        Data.Capture("rest-and-rpc.json").EnumerateArray().Where(static call => call.Text("transport") == "rest");

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_captured_reply_survives_the_way_to_the_wire_and_back(string name)
    {
        var call = Captured.First(call => call.Text("name") == name);
        var type = TypeOf(call.Text("method"));

        var wire = JsonToWire.Read(Encoding.UTF8.GetBytes(call.Text("body")), type);
        _ = type.Parser.ParseFrom(wire);
        var back = JsonElement.Parse(WireToJson.Write(wire, type));

        Assert.Equal(Leaves(JsonElement.Parse(call.Text("body")), ""), Leaves(back, ""));
    }

    [Fact]
    public void Decimals_are_scaled_as_they_are_over_gRPC()
    {
        var state = StateResponse.Parser.ParseFrom(JsonToWire.Read(Body("rest-feemarket-state"), StateResponse.Descriptor)).State;

        Assert.Equal(("10000000000000000000", "125000000000000000"), (state.BaseGasPrice, state.LearningRate));
        Assert.Equal([0UL], state.Window);
    }

    [Fact]
    public void What_is_not_known_here_is_passed_over()
    {
        var json = """
            {"brand_new":{"deep":[1,{"er":null}]},"tx":{"body":{"messages":[{"@type":"/not.yet.Known","a":1},{"value":"late","@type":"/x.Y"}],"memo":"kept"}},
             "tx_response":{"height":"59","code":4294967295,"gas_used":18,"another":[[]]}}
            """u8;

        var reply = GetTxResponse.Parser.ParseFrom(JsonToWire.Read(json, GetTxResponse.Descriptor));

        Assert.Equal(["/not.yet.Known", "/x.Y"], reply.Tx.Body.Messages.Select(any => any.TypeUrl));
        Assert.Equal(("kept", 59L, uint.MaxValue, 18L), (reply.Tx.Body.Memo, reply.TxResponse.Height, reply.TxResponse.Code, reply.TxResponse.GasUsed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"state\":[]}")]
    [InlineData("{\"state\":{\"base_gas_price\":{}}}")]
    [InlineData("{\"state\":{\"window\":[\"x\"]}}")]
    [InlineData("{} {}")]
    [InlineData("{\"state\":")]
    public void What_is_no_reply_is_refused(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonToWire.Read(Encoding.UTF8.GetBytes(json), StateResponse.Descriptor));

    private static byte[] Body(string name) => Encoding.UTF8.GetBytes(Captured.Single(call => call.Text("name") == name).Text("body"));

    private static MessageDescriptor TypeOf(string request)
    {
        var (verb, path) = (request.Split(' ')[0], request.Split(' ')[1].Split('?')[0].Trim('/').Split('/'));
        return (
            from service in ChainTypes.Services.Values
            from method in service.Methods
            let route = RestRoute.Find(service.FullName, method.Name)
            where route is not null && route.IsPost == (verb == "POST") && route.Segments.Length == path.Length
                && route.Segments.Zip(path).All(static pair => pair.First.StartsWith('{') || pair.First == pair.Second)
            orderby route.Segments.Count(static segment => segment.StartsWith('{'))
            select method.OutputType).First();
    }

    // Zeros, empty texts and lists are not written: they are what a missing field means.
    private static List<string> Leaves(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).SelectMany(p => Leaves(p.Value, $"{path}.{p.Name}"))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany((item, i) => Leaves(item, $"{path}[{i}]"))],
        JsonValueKind.Null or JsonValueKind.False => [],
        _ when element.ToString() is "" or "0" || element.ToString().EndsWith("_UNSPECIFIED", StringComparison.Ordinal) => [],
        _ => [$"{path}={element}"],
    };
}
