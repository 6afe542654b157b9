using System.Text;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Search;

/// <summary>Cuts a query into tokens. Offsets count UTF-8 bytes, as in the node's error texts.</summary>
internal ref struct QueryScanner(string text)
{
    private readonly string _text = text;
    private int _next;
    private int _endOffset;
    private string? _failure;

    public QueryToken Token { get; private set; }

    public string Value { get; private set; } = "";

    public int Offset { get; private set; }

    /// <summary>Why <see cref="TryNext"/> returned false: "EOF" at the end of the query.</summary>
    public readonly string Failure => _failure ?? "EOF";

    /// <summary>Whether the scanner stopped because the query ended before the token began.</summary>
    public readonly bool AtEnd => _failure is null;

    /// <summary>Moves to the next token.</summary>
    public bool TryNext()
    {
        Token = QueryToken.Invalid;
        Value = "";
        _failure = null;
        Offset = _endOffset;
        while (TryRead(out var rune))
        {
            if (Rune.IsWhiteSpace(rune))
            {
                Offset = _endOffset;
                continue;
            }

            return Scan(rune);
        }

        return false;
    }

    private bool Scan(Rune first)
    {
        if (IsDigit(first))
            return ScanNumber();
        if (first.Value == '_' || Rune.IsLetter(first) || Rune.IsDigit(first))
            return ScanWord();
        return first.Value switch
        {
            '\'' => ScanString(),
            '=' => Accept(QueryToken.Equal),
            '<' => ScanComparison(QueryToken.Less, QueryToken.LessOrEqual),
            '>' => ScanComparison(QueryToken.Greater, QueryToken.GreaterOrEqual),
            _ => Fail($"invalid input {first} at offset {_endOffset}"),
        };
    }

    private bool ScanNumber()
    {
        var start = _next - 1;
        SkipWhile(IsDigit);
        if (_next < _text.Length && _text[_next] == '.')
        {
            TryRead(out _);
            SkipWhile(IsDigit);
        }

        return Accept(QueryToken.Number, _text[start.._next]);
    }

    private bool ScanString()
    {
        var start = _next;
        while (TryRead(out var rune))
        {
            if (rune.Value == '\'')
                return Accept(QueryToken.String, _text[start..(_next - 1)]);
        }

        return false;
    }

    private bool ScanComparison(QueryToken alone, QueryToken withEqual)
    {
        if (_next < _text.Length && _text[_next] == '=')
        {
            TryRead(out _);
            return Accept(withEqual);
        }

        return Accept(alone);
    }

    private bool ScanWord()
    {
        var start = _next - LastLength();
        SkipWhile(IsTagRune);
        var word = _text[start.._next];
        var spaceFollows = _next < _text.Length && _text[_next] == ' ';
        return word switch
        {
            "AND" => Accept(QueryToken.And, word),
            "EXISTS" => Accept(QueryToken.Exists, word),
            "CONTAINS" => Accept(QueryToken.Contains, word),
            "TIME" when spaceFollows => ScanTime(),
            "DATE" when spaceFollows => ScanDate(),
            _ => Accept(QueryToken.Tag, word),
        };
    }

    private bool ScanTime()
    {
        var value = ScanOperand(static r => IsDigit(r) || "-T:+Z".Contains((char)r.Value));
        if (GoTime.ParseTime(value) is not { } time)
            return Fail("invalid TIME value: " + GoTime.Refusal(value, "2006-01-02T15:04:05Z07:00"));
        return time.Year is < 1900 or > 2999
            ? Fail($"timestamp year {time.Year} out of range")
            : Accept(QueryToken.Time, value);
    }

    private bool ScanDate()
    {
        var value = ScanOperand(static r => IsDigit(r) || r.Value == '-');
        if (GoTime.ParseDate(value) is not { } date)
            return Fail("invalid DATE value: " + GoTime.Refusal(value, "2006-01-02"));
        return date.Year is < 1900 or > 2999
            ? Fail($"datestamp year {date.Year} out of range")
            : Accept(QueryToken.Date, value);
    }

    private string ScanOperand(Func<Rune, bool> accepted)
    {
        TryRead(out _);
        var start = _next;
        SkipWhile(accepted);
        return _text[start.._next];
    }

    private void SkipWhile(Func<Rune, bool> accepted)
    {
        while (_next < _text.Length && accepted(Peek(out var length)))
            Advance(length);
    }

    private bool TryRead(out Rune rune)
    {
        rune = default;
        if (_next >= _text.Length)
            return false;
        rune = Peek(out var length);
        Advance(length);
        return true;
    }

    private readonly Rune Peek(out int length)
    {
        Rune.DecodeFromUtf16(_text.AsSpan(_next), out var rune, out length);
        return rune;
    }

    private void Advance(int length)
    {
        Rune.DecodeFromUtf16(_text.AsSpan(_next), out var rune, out _);
        _endOffset += rune.Utf8SequenceLength;
        _next += length;
    }

    private readonly int LastLength() => char.IsLowSurrogate(_text[_next - 1]) ? 2 : 1;

    private bool Accept(QueryToken token, string value = "")
    {
        Token = token;
        Value = value;
        return true;
    }

    private bool Fail(string why)
    {
        _failure = why;
        return false;
    }

    private static bool IsDigit(Rune rune) => rune.Value is >= '0' and <= '9';

    private static bool IsTagRune(Rune rune) =>
        rune.Value is '.' or '_' or '-' || Rune.IsLetter(rune) || Rune.IsDigit(rune);
}
