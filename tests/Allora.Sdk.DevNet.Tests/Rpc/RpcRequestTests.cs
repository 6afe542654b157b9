using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.JsonRpc;

namespace Allora.Sdk.DevNet.Tests.Rpc;

public sealed class RpcRequestTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("\"text-id\"", "\"text-id\"")]
    [InlineData("\"<&>\"", "\"\\u003c\\u0026\\u003e\"")]
    [InlineData("1.9", "1")]
    public void An_id_is_given_back(string given, string expected)
    {
        var request = RpcRequestReader.ReadMessage(Encoding.UTF8.GetBytes($"{{\"id\":{given},\"method\":\"status\"}}"), out var error);
        Assert.Null(error);
        Assert.Equal(expected, request!.Id.Json);
    }

    [Theory]
    [InlineData("{\"id\":true}", "json-rpc ID (true) is of unknown type (bool)")]
    [InlineData("{\"id\":1,\"method\":5}", "json: cannot unmarshal number into Go struct field .method of type string")]
    [InlineData("{", "unexpected EOF")]
    public void A_bad_request_is_refused_with_gos_text(string json, string text)
    {
        Assert.Null(RpcRequestReader.ReadMessage(Encoding.UTF8.GetBytes(json), out var error));
        Assert.Equal(text, error);
    }

    [Fact]
    public void A_batch_is_read_in_order()
    {
        var requests = RpcRequestReader.ReadBody("[{\"id\":1,\"method\":\"a\"},{\"method\":\"notification\"},{\"id\":2,\"method\":\"b\"}]"u8.ToArray(), out var isBatch, out var error);
        Assert.Null(error);
        Assert.True(isBatch);
        Assert.Equal(["a", "", "b"], requests.Select(r => r.Method));
        Assert.True(requests[1].Id.IsMissing);
    }

    [Theory]
    [InlineData(RpcParameterKind.Long, "5", "invalid 64-bit integer encoding \"5\", expected string")]
    [InlineData(RpcParameterKind.Long, "\"abc\"", "invalid character 'a' looking for beginning of value")]
    [InlineData(RpcParameterKind.Long, "\"1.5\"", "json: cannot unmarshal number 1.5 into Go value of type int64")]
    [InlineData(RpcParameterKind.Text, "5", "json: cannot unmarshal number into Go value of type string")]
    [InlineData(RpcParameterKind.Bool, "\"x\"", "json: cannot unmarshal string into Go value of type bool")]
    [InlineData(RpcParameterKind.Bytes, "\"!!\"", "illegal base64 data at input byte 0")]
    [InlineData(RpcParameterKind.Bytes, "5", "json: cannot unmarshal number into Go value of type []uint8")]
    [InlineData(RpcParameterKind.Hex, "\"0z\"", "encoding/hex: invalid byte: U+007A 'z'")]
    [InlineData(RpcParameterKind.Hex, "\"012\"", "encoding/hex: odd length hex string")]
    internal void A_parameter_that_does_not_convert_is_refused(RpcParameterKind kind, string json, string text)
    {
        using var document = JsonDocument.Parse($"{{\"p\":{json}}}");
        Assert.Equal(text, Assert.Throws<RpcParameterException>(() => RpcParameterReader.Read([new("p", kind)], document.RootElement)).Message);
    }

    [Fact]
    public void Parameters_may_come_as_a_list()
    {
        using var document = JsonDocument.Parse("[\"5\",null]");
        var arguments = RpcParameterReader.Read([new("height", RpcParameterKind.Long), new("page", RpcParameterKind.Int)], document.RootElement);
        Assert.Equal(5, arguments.Int(0));
        Assert.Null(arguments.Int(1));
    }

    [Fact]
    public void A_list_of_the_wrong_length_is_refused()
    {
        using var document = JsonDocument.Parse("[\"5\",1]");
        Assert.Equal(
            "expected 1 parameters ([height]), got 2 ([[34 53 34] [49]])",
            Assert.Throws<RpcParameterException>(() => RpcParameterReader.Read([new("height", RpcParameterKind.Long)], document.RootElement)).Message);
    }
}
