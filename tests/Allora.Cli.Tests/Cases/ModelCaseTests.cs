using System.Globalization;
using System.Text;
using System.Text.Json;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Http;
using Allora.TestData;

namespace Allora.Cli.Tests.Cases;

/// <summary>Replies of model servers as they happen: every row of the cases and two siblings of each, one line of output for each.</summary>
public sealed class ModelCaseTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Headers = new() { ["X-Key"] = "model-key", ["Authorization"] = "Bearer abc" };

    [Theory]
    [InlineData("charset-utf8-name.json", "", "")]
    [InlineData("charset-utf8-name.json", "charset=utf8", "charset=\\\"utf8\\\"")]
    [InlineData("charset-utf8-name.json", "charset=utf8", "charset=unicode-1-1-utf-8")]
    [InlineData("charset-windows-1252.json", "", "")]
    [InlineData("charset-windows-1252.json", "Windows-1252", "CP1251")]
    [InlineData("charset-windows-1252.json", "Windows-1252", "koi8-r")]
    [InlineData("charset-underscore.json", "", "")]
    [InlineData("charset-underscore.json", "UTF_8", "utf_8")]
    [InlineData("charset-underscore.json", "application/json; charset=UTF_8", "text/plain; charset=US_ASCII")]
    [InlineData("charset-none.json", "", "")]
    [InlineData("charset-none.json", "charset=none", "charset=")]
    [InlineData("charset-none.json", "charset=none", "charset=?")]
    [InlineData("gzip-unasked.json", "", "")]
    [InlineData("gzip-unasked.json", "text/plain", "text/plain; charset=utf8")]
    [InlineData("gzip-unasked.json", "\"gzip\"", "\"GZIP\"")]
    public async Task A_number_is_read_whatever_the_reply_calls_its_text(string file, string from, string to)
    {
        await using var server = await ServeAsync(file, from, to);
        var value = Answers.Number((await AskAsync(server, "inference"))!, "the model").ToString();
        output.WriteLine($"{file,-28} {to,-44} {value}");
        Assert.Equal("0.0123", value);
    }

    [Theory]
    [InlineData("3,012.45", "3012.45")]
    [InlineData("\"1,234.5\"\n", "1234.5")]
    [InlineData("-1,234,567", "-1234567")]
    public async Task Commas_between_thousands_are_a_truths_alone(string body, string truth)
    {
        await using var server = await ServeAsync("truth-comma.json", "MywwMTIuNDU=", Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
        var text = (await AskAsync(server, "truth"))!;
        var read = Answers.Truth(text, "the truth").ToString();
        var refused = Assert.Throws<FormatException>(() => Answers.Number(text, "the model")).Message;
        output.WriteLine($"truth-comma {body.Trim(),-14} as a truth {read}; as a prediction: {refused}");
        Assert.Equal(truth, read);
        Assert.Contains(text.Trim('"', '\n'), refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,25")]
    [InlineData("1.234,5")]
    [InlineData("12,34.5")]
    public void A_comma_that_may_be_a_decimal_one_is_refused(string text) => Assert.Throws<FormatException>(() => Answers.Truth(text, "the truth"));

    [Theory]
    [InlineData("307", "/p/inference/")]
    [InlineData("301", "/p/inference/")]
    [InlineData("308", "../p/inference/?a=1")]
    public async Task A_redirect_within_the_origin_keeps_every_header(string status, string location)
    {
        var redirect = new Dictionary<string, string> { ["Location"] = location };
        await using var server = await ModelServer.StartAsync(path => path == "/p/inference/" ? (200, new Dictionary<string, string>(), "0.0123"u8.ToArray()) : (int.Parse(status, CultureInfo.InvariantCulture), redirect, []));
        Assert.Equal("0.0123", await AskAsync(server, "p/inference"));
        output.WriteLine($"redirect-slash {status} {location,-22} followed with all headers");
        Assert.Equal(["/p/inference", "/p/inference/"], server.Received.Select(static one => one.Path));
        Assert.All(server.Received, static one => Assert.Equal(("model-key", "Bearer abc"), (one.Headers["X-Key"], one.Headers["Authorization"])));
    }

    [Theory]
    [InlineData("http://localhost:@OTHER@/inference?token=secret")]
    [InlineData("//localhost:@OTHER@/inference")]
    [InlineData("http://user:secret@localhost:@OTHER@/inference")]
    public async Task A_redirect_to_another_origin_is_refused_and_nothing_reaches_it(string location)
    {
        await using var other = await ModelServer.StartAsync(static _ => (200, new Dictionary<string, string>(), "1"u8.ToArray()));
        var redirect = new Dictionary<string, string> { ["Location"] = location.Replace("@OTHER@", other.Address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) };
        await using var server = await ModelServer.StartAsync(_ => (302, redirect, []));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(server, "inference"));
        output.WriteLine($"redirect-other-host {refused.Message}");
        Assert.Contains($"localhost:{other.Address.Port}/inference", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        Assert.Empty(other.Received);
    }

    [Theory]
    [InlineData("not a number\nsecond \u001b[31mline")]
    [InlineData("1\r\n2\u009b31m")]
    [InlineData("x\u2028y\u202ez")]
    public async Task Text_of_a_model_stays_on_one_line_without_escapes(string body)
    {
        await using var server = await ServeAsync("two-lines.json", "bm90IGEgbnVtYmVyCnNlY29uZCAbWzMxbWxpbmU=", Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
        var text = (await AskAsync(server, "inference"))!;
        var refused = Assert.Throws<FormatException>(() => Answers.Number(text, "the model")).Message;
        output.WriteLine($"two-lines: {refused}");
        Assert.Equal(refused, Shown.OneLine(refused));
        Assert.DoesNotContain(refused, static c => char.IsControl(c));
    }

    [Theory]
    [InlineData("http://user:pa%20ss@{0}/inference?key=secret", "Basic dXNlcjpwYSBzcw==")]
    [InlineData("http://user@{0}/inference", "Basic dXNlcg==")]
    public async Task User_and_password_of_an_address_are_sent_and_never_shown(string address, string expected)
    {
        await using var server = await ModelServer.StartAsync(static _ => (500, new Dictionary<string, string>(), []));
        using var source = new HttpSource(string.Format(CultureInfo.InvariantCulture, address, server.Address.Authority), new WorkerEntry { Path = "x", Topic = 1 });
        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => source.AskAsync(1, 1, TestContext.Current.CancellationToken));
        Assert.Equal(expected, server.Received.Single().Headers["Authorization"]);
        Assert.Equal($"http://{server.Address.Authority}/inference", source.ToString());
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_forecast_an_inferer_with_an_empty_list_is_left_out() =>
        Assert.Equal(["a", "c"], Answers.ByAddress("""{"a": [0.1, 9], "b": [], "c": "0.3"}""", "the forecaster").Select(static one => one.Key));

    [Fact]
    public void Every_row_of_the_table_of_cases_is_tried_with_two_siblings()
    {
        // A row's file is the first argument, or the theory is about one row alone.
        Dictionary<string, string> alone = new()
        {
            ["model/truth-comma.json"] = nameof(Commas_between_thousands_are_a_truths_alone),
            ["model/redirect-slash.json"] = nameof(A_redirect_within_the_origin_keeps_every_header),
            ["model/redirect-other-host.json"] = nameof(A_redirect_to_another_origin_is_refused_and_nothing_reaches_it),
            ["model/two-lines.json"] = nameof(Text_of_a_model_stays_on_one_line_without_escapes),
        };
        using var table = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data.CasesFolder, "cases.json")));
        var rows = table.RootElement.EnumerateArray().Select(static row => row.GetProperty("file").GetString()!).Where(static file => file.StartsWith("model/", StringComparison.Ordinal)).ToList();
        var files = Inputs(nameof(A_number_is_read_whatever_the_reply_calls_its_text)).GroupBy(static data => $"model/{data[0]}").ToDictionary(static same => same.Key, static same => same.Count());
        foreach (var row in rows)
            Assert.True(alone.TryGetValue(row, out var theory) ? Inputs(theory).Count() >= 3 : files.GetValueOrDefault(row) >= 3, row);
        output.WriteLine($"model: {rows.Count} rows of {rows.Count}, each with two siblings");
    }

    private static IEnumerable<object?[]> Inputs(string theory) =>
        typeof(ModelCaseTests).GetMethod(theory)!.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().Select(static data => data.Data);

    private static async Task<string?> AskAsync(ModelServer server, string path)
    {
        using var source = new HttpSource(server.Address + path, new WorkerEntry { Path = "workers[0]", Topic = 1, Headers = Headers });
        return await source.AskAsync(1, 7, TestContext.Current.CancellationToken);
    }

    private static async Task<ModelServer> ServeAsync(string file, string from, string to)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Data.CasesFolder, "model", file), TestContext.Current.CancellationToken);
        var changed = from.Length == 0 ? text : text.Replace(from, to, StringComparison.Ordinal);
        using var reply = JsonDocument.Parse(changed);
        var headers = reply.RootElement.GetProperty("headers").EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.GetString()!);
        var (status, body) = (reply.RootElement.GetProperty("status").GetInt32(), reply.RootElement.GetProperty("body_base64").GetBytesFromBase64());
        return await ModelServer.StartAsync(_ => (status, headers, body));
    }
}
