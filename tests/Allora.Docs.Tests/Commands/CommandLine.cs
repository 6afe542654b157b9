using System.Text;

namespace Allora.Docs.Tests.Commands;

/// <summary>A command that a page tells the reader to run.</summary>
/// <param name="Place">The page and the line.</param>
/// <param name="Arguments">The words behind the program's name.</param>
/// <param name="IsMention">Whether it stands in a sentence, where a command may be named without all that it needs.</param>
internal sealed record CommandLine(string Place, IReadOnlyList<string> Arguments, bool IsMention = false)
{
    public override string ToString() => $"{Place}: {string.Join(' ', Arguments)}";

    /// <summary>The words of a line up to a comment, a pipe, a redirection or the next command, with quotes taken off.</summary>
    public static IReadOnlyList<string> Words(string line)
    {
        List<string> words = [];
        var word = new StringBuilder();
        var quote = '\0';
        var begun = false;
        foreach (var letter in line)
        {
            if (quote != '\0')
            {
                if (letter == quote)
                    quote = '\0';
                else
                    word.Append(letter);
            }
            else if (letter is '\'' or '"')
            {
                (quote, begun) = (letter, true);
            }
            else if (letter == ' ')
            {
                End();
            }
            else if (letter is '|' or '>' or '<' or ';' or '&' || (letter == '#' && word.Length == 0))
            {
                break;
            }
            else
            {
                word.Append(letter);
                begun = true;
            }
        }

        End();
        return words;

        void End()
        {
            if (begun)
                words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }
}
