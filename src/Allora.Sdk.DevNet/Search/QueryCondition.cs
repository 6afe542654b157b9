using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Search;

/// <summary>One condition of a query, ready to be asked about attribute values.</summary>
internal sealed class QueryCondition
{
    private readonly QueryNumber _number;
    private readonly DateTimeOffset _time;

    public QueryCondition(string tag, QueryToken op, QueryToken operandKind, string operand)
    {
        Tag = tag;
        Operator = op;
        OperandKind = operandKind;
        Operand = operand;
        if (operandKind == QueryToken.Number && QueryNumber.TryParsePrefix(operand, out var number))
            _number = number;
        else if (operandKind == QueryToken.Time)
            _time = GoTime.ParseTime(operand)!.Value;
        else if (operandKind == QueryToken.Date)
            _time = GoTime.ParseDate(operand)!.Value;
    }

    /// <summary>The composite key, such as "tx.height" or "message.sender".</summary>
    public string Tag { get; }

    public QueryToken Operator { get; }

    public QueryToken OperandKind { get; }

    /// <summary>The operand as written, without quotes and keywords.</summary>
    public string Operand { get; }

    /// <summary>Whether one attribute value satisfies the condition.</summary>
    public bool Matches(string value) => Operator switch
    {
        QueryToken.Exists => true,
        QueryToken.Contains => value.Contains(Operand, StringComparison.Ordinal),
        _ => OperandKind == QueryToken.String
            ? string.Equals(value, Operand, StringComparison.Ordinal)
            : Compare(value) is { } order && Holds(order),
    };

    private int? Compare(string value) => OperandKind switch
    {
        QueryToken.Number => QueryNumber.TryParsePrefix(value, out var number) ? number.CompareTo(_number) : null,
        QueryToken.Time => GoTime.ParseTime(value)?.CompareTo(_time),
        _ => GoTime.ParseDate(value)?.CompareTo(_time),
    };

    private bool Holds(int order) => Operator switch
    {
        QueryToken.Equal => order == 0,
        QueryToken.Less => order < 0,
        QueryToken.LessOrEqual => order <= 0,
        QueryToken.Greater => order > 0,
        _ => order >= 0,
    };

    public override string ToString()
    {
        var op = Operator switch
        {
            QueryToken.Exists => "EXISTS",
            QueryToken.Contains => "CONTAINS",
            QueryToken.Equal => "=",
            QueryToken.Less => "<",
            QueryToken.LessOrEqual => "<=",
            QueryToken.Greater => ">",
            _ => ">=",
        };
        return OperandKind switch
        {
            QueryToken.Invalid => $"{Tag} {op}",
            QueryToken.String => $"{Tag} {op} '{Operand}'",
            QueryToken.Time => $"{Tag} {op} TIME {Operand}",
            QueryToken.Date => $"{Tag} {op} DATE {Operand}",
            _ => $"{Tag} {op} {Operand}",
        };
    }
}
