using System.Text;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rest;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;
using Microsoft.AspNetCore.WebUtilities;

namespace Allora.Sdk.DevNet.Tests.Rest;

public sealed class RequestReaderTests
{
    private static readonly RouteTable Routes = RouteTable.Of(new QueryRouter()
        .Service(Protos.Cosmos.Bank.V1Beta1.QueryReflection.Descriptor.Services.Single())
        .Service(Protos.Cosmos.Tx.V1Beta1.ServiceReflection.Descriptor.Services.Single())
        .Service(Protos.Emissions.V10.QueryReflection.Descriptor.Services.Single()));

    [Fact]
    public void Path_and_nested_query_parameters_fill_the_request()
    {
        var request = (QueryAllBalancesRequest)Read("GET", "/cosmos/bank/v1beta1/balances/allo1x?pagination.limit=2&pagination.count_total=true&pagination.key=AQI%3D&unknown=5");
        Assert.Equal("allo1x", request.Address);
        Assert.Equal(2ul, request.Pagination.Limit);
        Assert.True(request.Pagination.CountTotal);
        Assert.Equal([1, 2], request.Pagination.Key.ToByteArray());
    }

    [Fact]
    public void Camel_case_names_and_enums_are_taken()
    {
        var request = (GetTxsEventRequest)Read("GET", "/cosmos/tx/v1beta1/txs?query=a%3D%27b%27&orderBy=ORDER_BY_DESC&page=3&events=x&events=y");
        Assert.Equal("a='b'", request.Query);
        Assert.Equal(OrderBy.Desc, request.OrderBy);
        Assert.Equal(3ul, request.Page);
        Assert.Equal(["x", "y"], request.Events);
    }

    [Fact]
    public void A_post_body_is_read_by_either_spelling()
    {
        var one = (SimulateRequest)Read("POST", "/cosmos/tx/v1beta1/simulate", "{\"tx_bytes\":\"AQI=\"}");
        var other = (SimulateRequest)Read("POST", "/cosmos/tx/v1beta1/simulate", "{\"txBytes\":\"AQI=\"} trailing");
        Assert.Equal(one, other);
        Assert.Equal([1, 2], one.TxBytes.ToByteArray());
    }

    [Theory]
    [InlineData("GET", "/emissions/v10/topics/abc", null, "type mismatch, parameter: topic_id, error: strconv.ParseUint: parsing \"abc\": invalid syntax")]
    [InlineData("GET", "/emissions/v10/topics/-1", null, "type mismatch, parameter: topic_id, error: strconv.ParseUint: parsing \"-1\": invalid syntax")]
    [InlineData("GET", "/emissions/v10/topics/18446744073709551616", null, "type mismatch, parameter: topic_id, error: strconv.ParseUint: parsing \"18446744073709551616\": value out of range")]
    [InlineData("GET", "/cosmos/bank/v1beta1/balances/x?pagination.limit=z", null, "strconv.ParseUint: parsing \"z\": invalid syntax")]
    [InlineData("GET", "/cosmos/bank/v1beta1/balances/x?pagination.limit=1&pagination.limit=2", null, "too many values for field \"pagination.limit\": 1, 2")]
    [InlineData("GET", "/cosmos/bank/v1beta1/balances/x?pagination.reverse=maybe", null, "strconv.ParseBool: parsing \"maybe\": invalid syntax")]
    [InlineData("POST", "/cosmos/tx/v1beta1/txs", "{", "unexpected EOF")]
    [InlineData("POST", "/cosmos/tx/v1beta1/txs", "nope", "invalid character 'o' in literal null (expecting 'u')")]
    public void A_bad_request_is_refused_with_the_nodes_text(string verb, string url, string? body, string text) =>
        Assert.Equal(text, Assert.Throws<FormatException>(() => Read(verb, url, body)).Message);

    [Fact]
    public void The_more_literal_route_wins_and_the_wrong_verb_is_told_apart()
    {
        Assert.Equal("GetBlockWithTxs", Routes.Find("GET", "/cosmos/tx/v1beta1/txs/block/5", out var parameters, out _)!.Method.Name);
        Assert.Equal([new("height", "5")], parameters);
        Assert.Null(Routes.Find("DELETE", "/cosmos/tx/v1beta1/txs", out _, out var isKnown));
        Assert.True(isKnown);
        Assert.Null(Routes.Find("GET", "/nowhere", out _, out isKnown));
        Assert.False(isKnown);
        Assert.Equal(nameof(GetTopicRequest), Routes.Find("GET", "/emissions/v10/topics/2", out _, out _)!.Method.InputType.Name);
    }

    private static IMessage Read(string verb, string url, string? body = null)
    {
        var parts = url.Split('?');
        var route = Routes.Find(verb, parts[0], out var parameters, out _)!;
        var query = new Microsoft.AspNetCore.Http.QueryCollection(QueryHelpers.ParseQuery(parts.Length > 1 ? parts[1] : ""));
        return RequestReader.Read(route, parameters, query, Encoding.UTF8.GetBytes(body ?? ""));
    }
}
