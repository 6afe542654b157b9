namespace Allora.Sdk.DevNet.Search;

/// <summary>Parses "tag OP operand AND ..." into conditions, refusing with the node's texts.</summary>
internal static class QueryParser
{
    private static readonly QueryToken[] Operators =
    [
        QueryToken.LessOrEqual, QueryToken.GreaterOrEqual, QueryToken.Less, QueryToken.Greater,
        QueryToken.Equal, QueryToken.Contains, QueryToken.Exists,
    ];

    private static readonly QueryToken[] Ordered = [QueryToken.Number, QueryToken.Time, QueryToken.Date];
    private static readonly QueryToken[] Comparable = [QueryToken.Number, QueryToken.Time, QueryToken.Date, QueryToken.String];

    public static IReadOnlyList<QueryCondition> Parse(string text)
    {
        var scanner = new QueryScanner(text);
        List<QueryCondition> conditions = [ParseCondition(ref scanner)];
        // The node's parser goes on after a bad token between conditions only to complain of it: EOF alone ends a query.
        while (scanner.TryNext() || !scanner.AtEnd || scanner.Offset < EndOf(text))
        {
            if (scanner.Token != QueryToken.And)
                throw new QuerySyntaxException($"offset {scanner.Offset}: got {scanner.Token.Label()}, want {QueryToken.And.Label()}");
            conditions.Add(ParseCondition(ref scanner));
        }

        return conditions;
    }

    private static int EndOf(string text) => System.Text.Encoding.UTF8.GetByteCount(text);

    private static QueryCondition ParseCondition(ref QueryScanner scanner)
    {
        Require(ref scanner, [QueryToken.Tag]);
        var tag = scanner.Value;
        Require(ref scanner, Operators);
        var op = scanner.Token;
        switch (op)
        {
            case QueryToken.Exists:
                return new QueryCondition(tag, op, QueryToken.Invalid, "");
            case QueryToken.Contains:
                Require(ref scanner, [QueryToken.String]);
                break;
            case QueryToken.Equal:
                Require(ref scanner, Comparable);
                break;
            default:
                Require(ref scanner, Ordered);
                break;
        }

        return new QueryCondition(tag, op, scanner.Token, scanner.Value);
    }

    private static void Require(ref QueryScanner scanner, ReadOnlySpan<QueryToken> wanted)
    {
        if (!scanner.TryNext())
            throw new QuerySyntaxException($"offset {scanner.Offset}: {scanner.Failure}");
        if (!wanted.Contains(scanner.Token))
            throw new QuerySyntaxException($"offset {scanner.Offset}: got {scanner.Token.Label()}, wanted {QueryTokenNames.Label(wanted)}");
    }
}
