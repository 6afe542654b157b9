using Allora.Architecture.Tests.Metadata;

namespace Allora.Architecture.Tests;

/// <summary>Error texts of the chain stand in Chain/Errors only; everywhere else errors are told apart by (codespace, code).</summary>
public class ChainTextTests
{
    private const string Room = "Chain/Errors/";

    // Shorter ones ("not found") are words of everyday messages, too.
    private const int ShortestText = 16;

    // What the product itself answers in the chain's stead, over a transport that has no such answer: it compares nothing with it.
    private static readonly HashSet<string> OwnReplies =
    [
        "Chain/Transport/Http/RpcTransactions.cs",
        "Chain/Transport/Http/RpcQueries.cs",
        "Chain/Transport/Http/RestErrors.cs",
    ];

    [Fact]
    public void Only_errors_hold_texts_of_the_chain()
    {
        var found = Found(Products.Sdk).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_planted_text_is_found()
    {
        using var planted = Planted.Compile(
            ("Chain/Errors/Texts.cs", "namespace Allora.Sdk.Chain.Errors; internal static class Texts { public static bool Is(string log) => log.Contains(\"unfulfilled nonce not found\"); }"),
            ("Workers/Loop.cs", "namespace Allora.Sdk.Workers; internal sealed class Loop { public bool Is(string log) => log.StartsWith(\"x: unfulfilled nonce not found\"); }"));
        Assert.Single(Found(planted));
    }

    // StatusErrors holds sentences of ours about a node that did not answer.
    private static IEnumerable<string> Found(BuiltAssembly assembly)
    {
        var texts = assembly.Literals.Where(literal => IsHere(literal) && !literal.File.EndsWith("/StatusErrors.cs", StringComparison.Ordinal) && literal.Text.Length >= ShortestText && literal.Text.Contains(' ', StringComparison.Ordinal))
            .Select(literal => literal.Text).ToHashSet(StringComparer.Ordinal);
        return assembly.Literals.Where(literal => !IsHere(literal) && !OwnReplies.Contains(literal.File))
            .SelectMany(literal => texts.Where(text => literal.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(1)
                .Select(text => $"{literal.File}: {literal.Member} holds \"{text}\""));
    }

    private static bool IsHere(Literal literal) => literal.File.StartsWith(Room, StringComparison.Ordinal);
}
