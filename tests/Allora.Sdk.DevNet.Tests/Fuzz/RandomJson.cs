using System.Globalization;
using System.Text;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>Texts of JSON-RPC: calls with any parameters, broken ones, and no JSON at all.</summary>
internal static class RandomJson
{
    private static readonly string[] Methods =
    [
        "status", "health", "abci_info", "consensus_params", "block", "block_results", "block_by_hash", "commit", "validators", "header", "blockchain", "genesis", "net_info",
        "tx", "tx_search", "block_search", "broadcast_tx_sync", "broadcast_tx_async", "broadcast_tx_commit", "check_tx", "unconfirmed_txs", "num_unconfirmed_txs", "abci_query",
        "subscribe", "unsubscribe", "unsubscribe_all", "nope", "",
    ];

    private static readonly string[] Names = ["height", "hash", "query", "tx", "page", "per_page", "order_by", "prove", "path", "data", "limit", "minHeight", "maxHeight", "x"];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "9223372036854775808", "\"\"", "\"1\"", "\"-1\"", "\"99999999999999999999\"", "\"+1\"", "\"0x1F\"", "\"YWJj\"", "\"!!\"",
        "\"tm.event='NewBlock'\"", "\"tm.event='Tx' AND tx.height>0\"", "\"tm.event = 'Tx' AND message.action EXISTS\"", "\"tx.hash CONTAINS 'A'\"", "\"tx.height<=9999999999999999999999\"", "\"AND\"", "\"a.b=TIME 2013-05-03T14:45:00Z\"",
        "\"asc\"", "\"desc\"", "\"/cosmos.bank.v1beta1.Query/Balance\"", "\"/app/version\"", "\"store\"", "[]", "{}", "[[]]", "{\"a\":[1,{\"b\":null}]}", "\"\\ud800\"", "\"\\u0000\"", "\"é😀\"",
    ];

    public static string Of(Random random) => random.Next(12) switch
    {
        0 => Encoding.Latin1.GetString(Damage.Garbage(random)),
        1 => Encoding.Latin1.GetString(Damage.Mutate(random, Encoding.UTF8.GetBytes(Call(random)))),
        2 => "[" + string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Call(random))) + "]",
        3 => new string(random.Next(2) == 0 ? '[' : '{', random.Next(30_000)),
        4 => $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"block\",\"params\":{new string('[', random.Next(2000))}{new string(']', random.Next(2000))}}}",
        5 => Values[random.Next(Values.Length)],
        _ => Call(random),
    };

    public static string Path(Random random)
    {
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Names[random.Next(Names.Length)]}={Uri.EscapeDataString(Values[random.Next(Values.Length)])}"));
        return $"{Uri.EscapeDataString(Methods[random.Next(Methods.Length)])}?{query}";
    }

    private static string Call(Random random)
    {
        List<string> parts = [];
        if (random.Next(10) != 0)
            parts.Add(random.Next(10) == 0 ? $"\"jsonrpc\":{Value(random)}" : "\"jsonrpc\":\"2.0\"");
        if (random.Next(10) != 0)
            parts.Add(random.Next(5) == 0 ? $"\"id\":{Value(random)}" : string.Create(CultureInfo.InvariantCulture, $"\"id\":{random.Next(100)}"));
        if (random.Next(10) != 0)
            parts.Add(random.Next(20) == 0 ? $"\"method\":{Value(random)}" : $"\"method\":\"{Methods[random.Next(Methods.Length)]}\"");
        if (random.Next(6) != 0)
            parts.Add($"\"params\":{Parameters(random)}");
        return "{" + string.Join(',', parts) + "}";
    }

    private static string Parameters(Random random) => random.Next(4) switch
    {
        0 => "[" + string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => Value(random))) + "]",
        1 => Value(random),
        _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Value(random)}")) + "}",
    };

    private static string Value(Random random) => Values[random.Next(Values.Length)];
}
