using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Base;

public sealed class SafeLoggerTests
{
    private const string Escape = "\u001b[31mred\nforged line";

    [Fact]
    public void Lines_of_a_clients_log_hold_no_escapes_and_no_line_breaks()
    {
        using var kept = new LineLogger();
        using var factory = new LoggerFactory([kept]);
        var options = new AlloraClientOptions { LoggerFactory = factory }.Copy();
        var logger = options.LoggerFactory.CreateLogger("x");
        logger.LogWarning(new InvalidOperationException("outer", new InvalidOperationException(Escape)), "the node answered {Text}", Escape);
        var harmless = new InvalidOperationException("harmless");
        logger.LogWarning(harmless, "text");
        var lines = kept.Lines.ToList();
        Assert.Equal("the node answered \\u001b[31mred forged line", lines[0].Line);
        Assert.Contains("InvalidOperationException: outer", lines[0].Exception!.ToString(), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: \\u001b[31mred forged line", lines[0].Exception!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(lines[0].Exception!.ToString(), static c => c == '\u001b');
        Assert.Same(harmless, lines[1].Exception);
    }

    [Fact]
    public void Exceptions_and_results_of_the_library_hold_no_escapes_either()
    {
        Assert.Equal("\\u001b[31mred forged line", new AlloraException(AlloraErrorReason.Unavailable, true, Escape).Message);
        var result = new SubmissionResult { TopicId = 1, Nonce = 1, Wallet = "", Status = SubmissionStatus.Missed, Message = Escape, Note = Escape };
        Assert.Equal(("\\u001b[31mred forged line", "\\u001b[31mred forged line"), (result.Message, result.Note));
    }
}
