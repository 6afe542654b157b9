using Allora.Sdk.Events.Frames;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Tests.Events;

/// <summary>Spellings of frames that JSON allows and a recording does not show, and frames that are not what they seem.</summary>
public sealed class BlockFrameShapesTests
{
    private const string OpenedType = "emissions.v10.EventWorkerSubmissionWindowOpened";
    private const string Attributes = """[{"key":"topic_id","value":"\"67\""},{"key":"nonce_block_height","value":"\"350\""},{"key":"window_end_block","value":"\"360\""}]""";

    private readonly DecodedFrame _frame = new();

    [Theory]
    [InlineData("""[{"key":"topic_id","value":"67"},{"key":"nonce_block_height","value":"350"},{"key":"window_end_block","value":"360"}]""")]
    [InlineData("""[{"key":"topic_id","value":67},{"key":"nonce_block_height","value":350},{"key":"window_end_block","value":360}]""")]
    [InlineData("""[{"value":"\"360\"","key":"window_end_block"},{"index":true,"value":"\"350\"","key":"nonce_block_height"},{"value":"\u002267\u0022","key":"topic_i\u0064"}]""")]
    [InlineData("""[{"key":"mode","value":"EndBlock"},{"key":"x","value":{"a":[1,{"b":2}]}},{"key":"y","value":null},{"key":"topic_id","value":"\"67\""},{"key":"nonce_block_height","value":"\"\u0033\u0035\u0030\""},{"key":"window_end_block","value":"360"}]""")]
    public void Reads_attributes_in_every_spelling(string attributes)
    {
        Assert.Equal(DecodeResult.Block, Decode(Block($$"""{"type":"{{OpenedType}}","attributes":{{attributes}}}""")));
        Assert.Equal([new WindowOpened { TopicId = 67, Nonce = 350, WindowEnd = 360 }], _frame.Opened);
        Assert.Equal(0, _frame.UnreadableEvents);
    }

    [Theory]
    [InlineData("emissions.v9.EventWorkerSubmissionWindowOpened", 1)]
    [InlineData("emissions.v11.EventWorkerSubmissionWindowOpened", 1)]
    [InlineData("emissions.v10.EventWorker\\u0053ubmissionWindowOpened", 1)]
    [InlineData("emissions.v10.EventReputerSubmissionWindowOpened", 0)]
    [InlineData("emissions.v10.EventWorkerSubmissionWindowOpenedX", 0)]
    [InlineData("emissions.v.EventWorkerSubmissionWindowOpened", 0)]
    [InlineData("emissions.v1x.EventWorkerSubmissionWindowOpened", 0)]
    [InlineData("emissions.v10", 0)]
    [InlineData("xemissions.v10.EventWorkerSubmissionWindowOpened", 0)]
    public void Knows_the_event_in_every_version_of_the_module_and_no_other(string type, int found)
    {
        Assert.Equal(DecodeResult.Block, Decode(Block($$"""{"type":"{{type}}","attributes":{{Attributes}}}""")));
        Assert.Equal(found, _frame.Opened.Count);
        Assert.Empty(_frame.Closed);
    }

    [Theory]
    [InlineData("emissions.v9")]
    [InlineData("emissions.v10")]
    public void Keeps_the_windows_of_reputers_apart(string module)
    {
        var events = $$"""{"type":"{{module}}.EventReputerSubmissionWindowOpened","attributes":{{Attributes}}},{"type":"{{module}}.EventReputerSubmissionWindowClosed","attributes":{{Attributes}}}""";

        Assert.Equal(DecodeResult.Block, Decode(Block(events)));
        Assert.Equal([new WindowOpened { TopicId = 67, Nonce = 350, WindowEnd = 360 }], _frame.ReputerOpened);
        Assert.Equal([new WindowClosed { TopicId = 67, Nonce = 350 }], _frame.ReputerClosed);
        Assert.Empty(_frame.Opened);
        Assert.Empty(_frame.Closed);
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_members()
    {
        var value = $$"""{"num_txs":"0","events":[{"attributes":{{Attributes}},"type":"{{OpenedType}}"},{"attributes":[{"key":"a","value":"b"}],"type":"tx"}],"height":"350"}""";
        var text = $$$"""{"result":{"events":{"tm.event":["x"]},"data":{"value":{{{value}}},"type":"tendermint/event/NewBlockEvents"},"query":""},"id":2,"jsonrpc":"2.0"}""";

        Assert.Equal(DecodeResult.Block, Decode(text));
        Assert.Equal(350, _frame.Height);
        Assert.Equal([new WindowOpened { TopicId = 67, Nonce = 350, WindowEnd = 360 }], _frame.Opened);
    }

    [Theory]
    [InlineData("""[{"key":"topic_id","value":"\"67\""},{"key":"nonce_block_height","value":"\"350\""}]""")]
    [InlineData("""[{"key":"topic_id","value":"\"x\""},{"key":"nonce_block_height","value":"\"350\""},{"key":"window_end_block","value":"1"}]""")]
    [InlineData("""[{"key":"topic_id","value":"\"67\""},{"key":"nonce_block_height","value":"-350"},{"key":"window_end_block","value":"1"}]""")]
    [InlineData("""[{"key":"topic_id","value":"\"67\""},{"key":"nonce_block_height","value":"9223372036854775808"},{"key":"window_end_block","value":"1"}]""")]
    [InlineData("""[{"key":"topic_id","value":"\"67\""},{"key":"nonce_block_height","value":"350.0"},{"key":"window_end_block","value":"1"}]""")]
    [InlineData("[]")]
    public void Counts_a_window_event_that_it_cannot_read_and_keeps_the_block(string attributes)
    {
        Assert.Equal(DecodeResult.Block, Decode(Block($$"""{"type":"{{OpenedType}}","attributes":{{attributes}}},{"type":"{{OpenedType}}","attributes":{{Attributes}}}""")));
        Assert.Equal(1, _frame.UnreadableEvents);
        Assert.Equal([new WindowOpened { TopicId = 67, Nonce = 350, WindowEnd = 360 }], _frame.Opened);
    }

    [Theory]
    [InlineData("""{"height":"8","events":null}""", nameof(DecodeResult.Block))]
    [InlineData("""{"height":8,"events":[]}""", nameof(DecodeResult.Block))]
    [InlineData("""{"events":[]}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"height":"0","events":[]}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"height":"x","events":[]}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"height":"8","events":[7]}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"height":"8","events":{}}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"height":"8","events":[{"type":5}]}""", nameof(DecodeResult.Malformed))]
    [InlineData("""[]""", nameof(DecodeResult.Malformed))]
    public void Wants_a_height_and_a_list_of_events(string value, string expected) =>
        Assert.Equal(expected, Decode(Frame("NewBlockEvents", value)).ToString());

    [Theory]
    [InlineData("""{"header":{"height":"5","time":"2026-01-02T03:04:05Z"}}""", nameof(DecodeResult.Header))]
    [InlineData("""{"header":{"time":"2026-01-02T05:04:05+02:00","height":"5"}}""", nameof(DecodeResult.Header))]
    [InlineData("""{"header":{"height":"5","time":"yesterday"}}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"header":{"height":"5"}}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"header":null}""", nameof(DecodeResult.Malformed))]
    [InlineData("""{}""", nameof(DecodeResult.Malformed))]
    public void Wants_height_and_time_of_a_header(string value, string expected)
    {
        Assert.Equal(expected, Decode(Frame("NewBlockHeader", value)).ToString());
        if (expected == nameof(DecodeResult.Header))
            Assert.Equal((5, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), (_frame.Height, _frame.Time));
    }

    [Theory]
    [InlineData("", nameof(DecodeResult.Malformed))]
    [InlineData("not json", nameof(DecodeResult.Malformed))]
    [InlineData("""{"id":1,"result":{}} trailing""", nameof(DecodeResult.Malformed))]
    [InlineData("""{"id":1,"result":{""", nameof(DecodeResult.Malformed))]
    [InlineData("[]", nameof(DecodeResult.Ignored))]
    [InlineData("7", nameof(DecodeResult.Ignored))]
    [InlineData("{}", nameof(DecodeResult.Ignored))]
    [InlineData("""{"jsonrpc":"2.0","method":"x"}""", nameof(DecodeResult.Ignored))]
    [InlineData("""{"id":1,"result":{"data":{"type":"tendermint/event/NewBlock","value":{"block":1}}}}""", nameof(DecodeResult.Ignored))]
    [InlineData("""{"id":1,"result":{"data":{"value":{"height":"5"}}}}""", nameof(DecodeResult.Ignored))]
    [InlineData("""{"id":1,"result":{"data":null}}""", nameof(DecodeResult.Ignored))]
    [InlineData("""{"id":1,"result":{}}""", nameof(DecodeResult.Reply))]
    [InlineData("""{"id":1,"result":null,"error":null}""", nameof(DecodeResult.Reply))]
    [InlineData("""{"id":"text-id","result":[1]}""", nameof(DecodeResult.Reply))]
    [InlineData("""{"error":"it broke"}""", nameof(DecodeResult.Error))]
    [InlineData("""{"id":-1,"error":{"code":-32603,"message":"Internal error","data":{"more":[1]},"x":0}}""", nameof(DecodeResult.Error))]
    public void Tells_answers_from_noise(string text, string expected) => Assert.Equal(expected, Decode(text).ToString());

    [Theory]
    [InlineData("""{"id":7,"result":{}}""", 7L)]
    [InlineData("""{"result":{},"id":7}""", 7L)]
    [InlineData("""{"id":"7","result":{}}""", 7L)]
    [InlineData("""{"id":"seven","result":{}}""", null)]
    [InlineData("""{"id":7.5,"result":{}}""", null)]
    [InlineData("""{"id":{"a":1},"result":{}}""", null)]
    [InlineData("""{"id":-1,"error":{}}""", -1L)]
    public void Reads_which_request_is_answered(string text, long? id)
    {
        Decode(text);
        Assert.Equal(id, _frame.Id);
    }

    [Theory]
    [InlineData("""{"error":{"code":-32601,"message":"Method not found"}}""", -32601, "Method not found")]
    [InlineData("""{"error":{"code":-32603,"message":"Internal error","data":"already subscribed"}}""", -32603, "already subscribed")]
    [InlineData("""{"error":{"code":"odd","data":5}}""", 0, "an error without an explanation")]
    public void Reads_what_an_error_says(string text, int code, string words)
    {
        Assert.Equal(DecodeResult.Error, Decode(text));
        Assert.Equal((code, words), (_frame.ErrorCode, _frame.ErrorText));
    }

    [Fact]
    public void Refuses_text_that_is_not_UTF8_where_it_has_to_read_it()
    {
        byte[] bytes = [.. """{"error":{"code":1,"data":"a"""u8, 0xC3, 0x28, .. "\"}}"u8];
        Assert.Equal(DecodeResult.Malformed, BlockFrameDecoder.Decode(bytes, _frame));
    }

    [Fact]
    public void Leaves_nothing_of_the_frame_before()
    {
        Decode(Block($$"""{"type":"{{OpenedType}}","attributes":{{Attributes}}}"""));
        Decode("nonsense");
        Assert.Equal((0, null, 0, 0), (_frame.Height, _frame.Id, _frame.Opened.Count, _frame.Closed.Count));
    }

    private static string Block(string events) => Frame("NewBlockEvents", """{"height":"350","num_txs":"0","events":[""" + events + "]}");

    private static string Frame(string type, string value) =>
        $$"""{"jsonrpc":"2.0","id":2,"result":{"query":"q","data":{"type":"tendermint/event/{{type}}","value":{{value}}""" + """},"events":{}}}""";

    private DecodeResult Decode(string text) => BlockFrameDecoder.Decode(CapturedFrames.Utf8(text), _frame);
}
