using System.Text;

namespace Allora.Sdk.Base;

/// <summary>Replaces an exception in a log line whose message, or that of an inner one, holds control characters. It prints types, messages and stacks as the original does.</summary>
internal sealed class SafeException : Exception
{
    private readonly string _text;

    private SafeException(Exception original)
        : base(SafeText.OneLine(original.Message))
    {
        var text = new StringBuilder();
        for (var at = original; at is not null; at = at.InnerException)
        {
            text.Append(text.Length == 0 ? "" : " ---> ").Append(at.GetType().FullName).Append(": ").Append(SafeText.OneLine(at.Message)).AppendLine();
            if (at.StackTrace is { } stack)
                text.AppendLine(stack);
        }

        _text = text.ToString().TrimEnd();
    }

    /// <summary>The exception itself if its messages can be shown; otherwise its replacement.</summary>
    public static Exception Of(Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if (SafeText.OneLine(at.Message) != at.Message)
                return new SafeException(exception);
        }

        return exception;
    }

    public override string ToString() => _text;
}
