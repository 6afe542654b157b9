using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Makes captured requests of a stage, one after the other, and compares the answers.</summary>
internal sealed class Replay(Stage stage, Cast cast)
{
    private const string HeightHeader = "x-cosmos-block-height";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);
    private readonly Translator _translator = new(cast);
    private readonly ReplyValues _values = new(cast);

    public List<string> Failures { get; } = [];

    public int Conforming { get; private set; }

    /// <summary>Plays the cases in order. A reply's height says when it was asked; errors are asked at the height before, or at one given here.</summary>
    public async Task RunAsync(IEnumerable<CaptureCase> cases, IReadOnlyDictionary<string, long>? heights = null)
    {
        cast.RenameProposers(stage.DevNet);
        foreach (var one in cases)
        {
            var asked = heights?.TryGetValue(one.Name, out var given) == true ? given : one.AskedHeight is null ? one.Height : null;
            if (asked is { } height)
                await stage.StepToAsync(cast.Height(height));
            var differences = await DifferencesAsync(one);
            if (differences.Count == 0)
                Conforming++;
            else
                Failures.Add($"{one.Name}: {string.Join("; ", differences)}");
        }
    }

    /// <summary>Writes how many cases conform, and fails if any does not.</summary>
    public void Report(ITestOutputHelper output, string file, string name, int count)
    {
        output.WriteLine($"captures {file} over gRPC, {name}: {Conforming} of {count} conform{_values}");
        Assert.True(Failures.Count == 0, $"{Conforming} of {count} conform\n{string.Join('\n', Failures)}");
    }

    private async Task<List<string>> DifferencesAsync(CaptureCase one)
    {
        var method = stage.DevNet.Nodes[0].Node.Router.Find(one.Method);
        var request = method is null ? one.Request : _translator.Request(method.Descriptor, one.Request);
        var (status, message, response, height) = await CallAsync(one, request);
        if ((int)status != one.Status)
            return [$"status {one.Status} {one.Message} / {(int)status} {message}"];
        if (status != StatusCode.OK)
            return TextShape.Of(one.Message) == TextShape.Of(message) && _values.IsSame(one.Message, message) ? [] : [$"{one.Message} / {message}"];
        List<string> differences = Gas(one, response!);
        if (one.Height is { } captured && height != cast.Height(captured))
            differences.Add($"height {captured} / {height}");
        return [.. differences, .. Compare(method!, one, response!)];
    }

    /// <summary>Gas is a model: it must be near, not equal.</summary>
    private static List<string> Gas(CaptureCase one, byte[] ours)
    {
        if (!one.Method.EndsWith("/Simulate", StringComparison.Ordinal))
            return [];
        var captured = SimulateResponse.Parser.ParseFrom(one.Response).GasInfo.GasUsed;
        var used = SimulateResponse.Parser.ParseFrom(ours).GasInfo.GasUsed;
        return used > captured * 2 / 3 && used < captured * 3 / 2 ? [] : [$"gas {captured} / {used}"];
    }

    private IEnumerable<string> Compare(QueryMethod method, CaptureCase one, byte[] ours)
    {
        var parser = method.Descriptor.OutputType.Parser;
        IMessage theirs;
        try
        {
            theirs = one.Response is null && one.ResponseJson is { } json
                ? new JsonParser(new JsonParser.Settings(100, Translator.Types)).Parse(json, method.Descriptor.OutputType)
                : parser.ParseFrom(one.Response ?? []);
        }
        catch (InvalidProtocolBufferException)
        {
            // Not valid UTF-8: compared as bytes with the addresses aside.
            var (shape, own) = (RawText.Of(one.Response!, cast), RawText.Of(ours, cast));
            return shape == own ? [] : [$"raw {shape} / {own}"];
        }

        var answered = parser.ParseFrom(ours);
        var different = MessageShape.Differences(theirs, answered).ToList();
        if (different.Count > 0)
            return different;
        _translator.Reply(theirs);
        return _values.Differences(one.Name, theirs, answered);
    }

    private async Task<(StatusCode Status, string Message, byte[]? Response, long Height)> CallAsync(CaptureCase one, byte[] request)
    {
        var slash = one.Method.LastIndexOf('/');
        var method = new Method<byte[], byte[]>(MethodType.Unary, one.Method[1..slash], one.Method[(slash + 1)..], Bytes, Bytes);
        var headers = new Metadata();
        if (one.AskedHeight is { } asked)
            headers.Add(HeightHeader, long.TryParse(asked, out var number) ? cast.Height(number).ToString(System.Globalization.CultureInfo.InvariantCulture) : asked);
        try
        {
            using var call = stage.Client.Invoker.AsyncUnaryCall(method, null, new CallOptions(headers), request);
            var response = await call.ResponseAsync;
            var initial = await call.ResponseHeadersAsync;
            // The height in front is all that a real node adds, and an error has nothing.
            Assert.Equal([HeightHeader], Own(initial));
            Assert.Empty(Own(call.GetTrailers()));
            return (StatusCode.OK, "", response, long.Parse(initial.GetValue(HeightHeader) ?? "0", System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (RpcException refused)
        {
            Assert.Empty(Own(refused.Trailers));
            return (refused.StatusCode, refused.Status.Detail, null, 0);
        }
    }

    private static IEnumerable<string> Own(Metadata metadata) => metadata.Select(static entry => entry.Key).Where(static key => key.StartsWith("x-", StringComparison.Ordinal));
}
