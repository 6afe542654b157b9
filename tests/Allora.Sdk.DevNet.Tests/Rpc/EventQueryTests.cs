using Allora.Sdk.DevNet.Search;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Rpc;

public sealed class EventQueryTests
{
    [Fact]
    public void Every_vector_parses_into_its_conditions()
    {
        var queries = Data.Vectors("tendermint-query.json").GetProperty("queries").EnumerateArray().ToList();
        foreach (var vector in queries)
        {
            var parsed = EventQuery.Parse(vector.GetProperty("query").GetString()!);
            var expected = vector.GetProperty("conditions").EnumerateArray()
                .Select(c => (c.GetProperty("key").GetString(), c.GetProperty("op").GetString(), c.GetProperty("operand").GetString()));
            Assert.Equal(expected, parsed.Conditions.Select(c => ((string?)c.Tag, Spelling(c.Operator), (string?)c.Operand)));
        }

        VectorCount.Print("tendermint-query.json", "queries", queries.Count);
        Assert.NotEmpty(queries);
    }

    [Theory]
    [InlineData("this is not (a query", "offset 5: got tag, wanted <= operator, >= operator, < operator, > operator, = operator, CONTAINS operator or EXISTS operator")]
    [InlineData("", "offset 0: EOF")]
    [InlineData("   ", "offset 3: EOF")]
    [InlineData("a", "offset 1: EOF")]
    [InlineData("a=", "offset 2: EOF")]
    [InlineData("a='b", "offset 2: EOF")]
    [InlineData("a=b", "offset 2: got tag, wanted number, timestamp, datestamp or string")]
    [InlineData("a > 'b'", "offset 4: got string, wanted number, timestamp or datestamp")]
    [InlineData("a CONTAINS 5", "offset 11: got number, wanted string")]
    [InlineData("=5", "offset 0: got = operator, wanted tag")]
    [InlineData("5=5", "offset 0: got number, wanted tag")]
    [InlineData("a='b' c='d'", "offset 6: got tag, want AND operator")]
    [InlineData("a='b' AND", "offset 9: EOF")]
    [InlineData("a (", "offset 2: invalid input ( at offset 3")]
    [InlineData("é=(", "offset 3: invalid input ( at offset 4")]
    [InlineData("a = TIME 1800-01-01T00:00:00Z", "offset 4: timestamp year 1800 out of range")]
    public void A_bad_query_is_refused_with_the_nodes_text(string query, string text) =>
        Assert.Equal(text, Assert.Throws<QuerySyntaxException>(() => EventQuery.Parse(query)).Message);

    [Theory]
    [InlineData("tx.height = 10", true)]
    [InlineData("tx.height=10.0", true)]
    [InlineData("tx.height > 9 AND tx.height <= 10", true)]
    [InlineData("tx.height > 10", false)]
    [InlineData("tx.height >= 11", false)]
    [InlineData("tx.height < 10.5", true)]
    [InlineData("transfer.amount > 99", true)]
    [InlineData("transfer.amount > 100000000000000000000000000", false)]
    [InlineData("transfer.amount CONTAINS 'uallo'", true)]
    [InlineData("transfer.amount CONTAINS 'uatom'", false)]
    [InlineData("transfer.amount EXISTS", true)]
    [InlineData("transfer.nothing EXISTS", false)]
    [InlineData("transfer EXISTS", true)]
    [InlineData("trans EXISTS", false)]
    [InlineData("message.sender='allo1a'", true)]
    [InlineData("message.sender = 'allo1b'", true)]
    [InlineData("message.sender = 'allo1c'", false)]
    [InlineData("message.sender='allo1a' AND message.sender='allo1b'", true)]
    [InlineData("e.day >= DATE 2026-11-23", true)]
    [InlineData("e.day > DATE 2026-11-23", false)]
    [InlineData("e.at = TIME 2026-11-23T21:00:00+01:00", true)]
    [InlineData("e.at < TIME 2026-11-23T20:00:00Z", false)]
    [InlineData("emissions.v10.EventX.topic_id='\"67\"'", true)]
    [InlineData("emissions.v10.EventX.topic_id = 67", false)]
    public void Conditions_hold_as_on_a_node(string query, bool expected)
    {
        var events = new FlatEvents()
            .Add("tx.height", "10")
            .Add("transfer.amount", "100uallo")
            .Add("message.sender", "allo1a")
            .Add("message.sender", "allo1b")
            .Add("e.day", "2026-11-23")
            .Add("e.at", "2026-11-23T20:00:00Z")
            .Add("emissions.v10.EventX.topic_id", "\"67\"");
        Assert.Equal(expected, EventQuery.Parse(query).Matches(events));
    }

    [Fact]
    public void Amounts_beyond_a_double_compare_exactly()
    {
        var events = new FlatEvents().Add("a.b", "1000000000000000000000001uallo");
        Assert.True(EventQuery.Parse("a.b > 1000000000000000000000000").Matches(events));
        Assert.False(EventQuery.Parse("a.b = 1000000000000000000000000").Matches(events));
    }

    [Fact]
    public void Both_spellings_of_equals_are_one_query() =>
        Assert.Equal(EventQuery.Parse("tm.event='Tx'").ToString(), EventQuery.Parse("tm.event = 'Tx'").ToString());

    private static string? Spelling(QueryToken token) => token switch
    {
        QueryToken.Equal => "=",
        QueryToken.Contains => "CONTAINS",
        _ => token.ToString(),
    };
}
