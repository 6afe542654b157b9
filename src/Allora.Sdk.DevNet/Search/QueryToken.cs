namespace Allora.Sdk.DevNet.Search;

/// <summary>The lexical tokens of CometBFT's event query language.</summary>
internal enum QueryToken
{
    Invalid,
    Tag,
    String,
    Number,
    Time,
    Date,
    And,
    Contains,
    Exists,
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>The names that a node's parse errors give to tokens.</summary>
internal static class QueryTokenNames
{
    public static string Label(this QueryToken token) => token switch
    {
        QueryToken.Tag => "tag",
        QueryToken.String => "string",
        QueryToken.Number => "number",
        QueryToken.Time => "timestamp",
        QueryToken.Date => "datestamp",
        QueryToken.And => "AND operator",
        QueryToken.Contains => "CONTAINS operator",
        QueryToken.Exists => "EXISTS operator",
        QueryToken.Equal => "= operator",
        QueryToken.Less => "< operator",
        QueryToken.LessOrEqual => "<= operator",
        QueryToken.Greater => "> operator",
        QueryToken.GreaterOrEqual => ">= operator",
        _ => "invalid token",
    };

    public static string Label(ReadOnlySpan<QueryToken> tokens)
    {
        var labels = new string[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
            labels[i] = tokens[i].Label();
        return labels.Length == 1
            ? labels[0]
            : string.Join(", ", labels[..^1]) + " or " + labels[^1];
    }
}
