using System.Text.Json;

namespace Allora.Sdk.Dashboard.Tests.Security;

/// <summary>Texts of the chain, of models and of errors.</summary>
public sealed class HostileTextTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>\r\n\u0007\u001b[31m\u202e\u0000\"</script>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/allora/api/history")]
    [InlineData("/allora/api/window?worker=w&nonce=7")]
    public async Task Nothing_of_them_is_markup_or_control_characters_in_an_answer(string path)
    {
        await using var console = await HostWithHostileWindowAsync();
        var json = await console.Http.GetStringAsync(path, Ct);

        Assert.DoesNotContain('<', json);
        using var read = JsonDocument.Parse(json);
        var texts = Texts(read.RootElement).ToList();
        Assert.Contains(texts, static text => text.Contains("onerror", StringComparison.Ordinal));
        Assert.All(texts, static text => Assert.DoesNotContain(text, static c => char.IsControl(c) || c == '\u202e'));
    }

    [Fact]
    public async Task A_stream_keeps_each_message_on_one_line()
    {
        await using var console = await HostWithHostileWindowAsync();
        using var stream = await console.GetAsync("/allora/events?worker=w");
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));

        var line = await reader.ReadLineAsync(Ct);
        Assert.StartsWith("data: {", line, StringComparison.Ordinal);
        Assert.Contains("onerror", line, StringComparison.Ordinal);
        Assert.DoesNotContain('<', line!);
        Assert.Equal("", await reader.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task A_spreadsheet_runs_no_text_of_a_window()
    {
        await using var console = await ConsoleHost.StartAsync();
        console.Add("w");
        console.Report("w", Results.Of(7, SubmissionStatus.Missed) with { Message = "=cmd|' /C calc'!A0, \"quoted\"", Value = "-0.5" });

        var lines = (await console.Http.GetStringAsync("/allora/api/history.csv", Ct)).Split("\r\n");

        Assert.Contains(",\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\",-0.5,", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    private static async Task<ConsoleHost> HostWithHostileWindowAsync()
    {
        var console = await ConsoleHost.StartAsync();
        console.Add("w");
        console.Report("w", Results.Of(7, SubmissionStatus.Missed) with
        {
            Message = Hostile,
            Value = Hostile,
            Note = Hostile,
            TransactionHash = Hostile,
            Fallback = new SubmissionFallback { Policy = FallbackPolicy.LastValue, Why = Hostile },
            Findings = [new GuardFinding { Guard = GuardKind.Jump, Severity = GuardSeverity.Warning, Message = Hostile }],
        });
        return console;
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static one => Texts(one.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
