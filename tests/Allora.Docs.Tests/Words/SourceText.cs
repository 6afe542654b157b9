using System.Text.RegularExpressions;
using Allora.Docs.Tests.Project;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Allora.Docs.Tests.Words;

/// <summary>The English of a C# file: its comments without markup, and its messages.</summary>
internal static partial class SourceText
{
    public static IEnumerable<SyntaxNode> Roots(string folder) =>
        RepositoryFiles.In(folder, "*.cs").Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Name).GetRoot());

    /// <summary>All comments of a file. Tags, references and code in them are left out.</summary>
    public static string Comments(SyntaxNode root) =>
        string.Join('\n', root.DescendantTrivia().Where(IsComment).Select(comment => Plain(comment.ToFullString())));

    /// <summary>The texts that users can meet (exceptions, logs, validation, console): literals of at least two words, with their lines.</summary>
    public static IEnumerable<Message> Messages(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            var text = node switch
            {
                LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
                // An inserted value is one word, whatever it will be.
                InterpolatedStringExpressionSyntax whole => string.Concat(whole.Contents.Select(part => part is InterpolatedStringTextSyntax words ? words.TextToken.ValueText : "X")),
                _ => "",
            };
            if (Sentence().IsMatch(text))
                yield return new Message(root.SyntaxTree.FilePath, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, text);
        }
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static string Plain(string comment) => Markup().Replace(comment, " ");

    // Slashes of comments, code, tags. Text between tags stays.
    [GeneratedRegex(@"///?|/\*|\*/|<c>.*?</c>|<code>.*?</code>|`[^`]*`|<[^<>]*>|&\w+;", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[A-Za-z]+\W* [A-Za-z]+")]
    private static partial Regex Sentence();

    /// <summary>A text of the code, with its place.</summary>
    public sealed record Message(string File, int Line, string Text);
}
