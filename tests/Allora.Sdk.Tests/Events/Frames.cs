using System.Globalization;

namespace Allora.Sdk.Tests.Events;

/// <summary>Small frames in the shape of the recorded ones, for scripts in which only the heights matter.</summary>
internal static class Frames
{
    public static readonly DateTimeOffset Genesis = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Block(long height) =>
        Event("NewBlockEvents", $$"""{"height":"{{height}}","events":[],"num_txs":"0"}""", 2);

    public static string Block(long height, ulong topic, long windowEnd) =>
        Event(
            "NewBlockEvents",
            $$"""{"height":"{{height}}","events":[{"type":"emissions.v10.EventWorkerSubmissionWindowOpened","attributes":[{{Attribute("nonce_block_height", height)}},{{Attribute("topic_id", (long)topic)}},{{Attribute("window_end_block", windowEnd)}}]}],"num_txs":"0"}""",
            2);

    public static string Header(long height, string? chain = null) =>
        Event("NewBlockHeader", $$$"""{"header":{{{{(chain is null ? "" : $"\"chain_id\":\"{chain}\",")}}}"height":"{{{height}}}","time":"{{{TimeOf(height).ToString("yyyy-MM-ddTHH:mm:ss.fff'000000Z'", CultureInfo.InvariantCulture)}}}"}}""", 1);

    public static DateTimeOffset TimeOf(long height) => Genesis.AddSeconds(height);

    public static string Confirmation(long id) => $$"""{"jsonrpc":"2.0","id":{{id}},"result":{} }""";

    public static string Error(long id, int code, string data) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"error":{"code":{{code}},"message":"Internal error","data":"{{data}}"} }""";

    private static string Event(string type, string value, int id) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"result":{"query":"tm.event='{{type}}'","data":{"type":"tendermint/event/{{type}}","value":{{value}}""" + """},"events":{"tm.event":["x"]}}}""";

    private static string Attribute(string key, long value) => $$"""{"key":"{{key}}","value":"\"{{value}}\"","index":true}""";
}
