namespace Allora.Sdk.DevNet.Rpc.Json;

/// <summary>Checks JSON the way encoding/json does, for the sake of its error texts.</summary>
internal ref struct GoJsonSyntax
{
    // Go stops at 10000; a server that recurses stops earlier, with the same words.
    public const int MaxDepth = 1000;

    private readonly ReadOnlySpan<byte> _json;
    private int _at;
    private string? _error;
    private bool _ended;

    private GoJsonSyntax(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>Why json.Unmarshal refuses these bytes, or null.</summary>
    public static string? UnmarshalError(ReadOnlySpan<byte> json)
    {
        var syntax = new GoJsonSyntax(json);
        if (!syntax.Value(0))
            return syntax._ended ? "unexpected end of JSON input" : syntax._error;
        syntax.SkipSpace();
        return syntax._at < json.Length ? syntax.Invalid("after top-level value") : null;
    }

    /// <summary>Why a json.Decoder refuses to read the next value, or null; what follows the value is not looked at.</summary>
    public static string? DecoderError(ReadOnlySpan<byte> json, out int length)
    {
        var syntax = new GoJsonSyntax(json);
        var fine = syntax.Value(0);
        length = syntax._at;
        if (fine)
            return null;
        if (!syntax._ended)
            return syntax._error;
        return json.Trim(" \t\r\n"u8).IsEmpty ? "EOF" : "unexpected EOF";
    }

    private bool Value(int depth)
    {
        SkipSpace();
        if (!More())
            return false;
        switch (_json[_at])
        {
            case (byte)'{':
                return depth < MaxDepth ? Object(depth + 1) : Fail("exceeded max depth");
            case (byte)'[':
                return depth < MaxDepth ? Array(depth + 1) : Fail("exceeded max depth");
            case (byte)'"':
                return String();
            case (byte)'t':
                return Literal("true");
            case (byte)'f':
                return Literal("false");
            case (byte)'n':
                return Literal("null");
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return Number();
            default:
                return Stumble("looking for beginning of value");
        }
    }

    private bool Object(int depth)
    {
        _at++;
        SkipSpace();
        if (!More())
            return false;
        if (Take((byte)'}'))
            return true;
        while (true)
        {
            SkipSpace();
            if (!More())
                return false;
            if (_json[_at] != '"')
                return Stumble("looking for beginning of object key string");
            if (!String())
                return false;
            SkipSpace();
            if (!More())
                return false;
            if (!Take((byte)':'))
                return Stumble("after object key");
            if (!Value(depth))
                return false;
            SkipSpace();
            if (!More())
                return false;
            if (Take((byte)'}'))
                return true;
            if (!Take((byte)','))
                return Stumble("after object key:value pair");
        }
    }

    private bool Array(int depth)
    {
        _at++;
        SkipSpace();
        if (!More())
            return false;
        if (Take((byte)']'))
            return true;
        while (true)
        {
            if (!Value(depth))
                return false;
            SkipSpace();
            if (!More())
                return false;
            if (Take((byte)']'))
                return true;
            if (!Take((byte)','))
                return Stumble("after array element");
        }
    }

    private bool String()
    {
        _at++;
        while (More())
        {
            var c = _json[_at];
            if (c < ' ')
                return Stumble("in string literal");
            _at++;
            if (c == '"')
                return true;
            if (c == '\\' && !Escape())
                return false;
        }

        return false;
    }

    private bool Escape()
    {
        if (!More())
            return false;
        if (!"\"\\/bfnrtu"u8.Contains(_json[_at]))
            return Stumble("in string escape code");
        if (_json[_at++] != 'u')
            return true;
        for (var i = 0; i < 4; i++)
        {
            if (!More())
                return false;
            if (!char.IsAsciiHexDigit((char)_json[_at]))
                return Stumble("in \\u hexadecimal character escape");
            _at++;
        }

        return true;
    }

    private bool Number()
    {
        if (Take((byte)'-') && !More())
            return false;
        if (!IsDigit())
            return Stumble("in numeric literal");
        if (!Take((byte)'0'))
            SkipDigits();
        if (Take((byte)'.') && !Digits("after decimal point in numeric literal"))
            return false;
        if (!Take((byte)'e') && !Take((byte)'E'))
            return true;
        if (!Take((byte)'+'))
            Take((byte)'-');
        return Digits("in exponent of numeric literal");
    }

    private bool Digits(string context)
    {
        if (!More())
            return false;
        if (!IsDigit())
            return Stumble(context);
        SkipDigits();
        return true;
    }

    private bool Literal(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!More())
                return false;
            if (_json[_at] != word[i])
                return Stumble($"in literal {word} (expecting {GoQuote.Byte((byte)word[i])})");
            _at++;
        }

        return true;
    }

    private void SkipDigits()
    {
        while (IsDigit())
            _at++;
    }

    private readonly bool IsDigit() => _at < _json.Length && _json[_at] is >= (byte)'0' and <= (byte)'9';

    private bool Take(byte wanted)
    {
        if (_at >= _json.Length || _json[_at] != wanted)
            return false;
        _at++;
        return true;
    }

    private bool More()
    {
        _ended = _at >= _json.Length;
        return !_ended;
    }

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _at++;
    }

    private bool Stumble(string context) => Fail(Invalid(context));

    private readonly string Invalid(string context) => $"invalid character {GoQuote.Byte(_json[_at])} {context}";

    private bool Fail(string error)
    {
        _error = error;
        return false;
    }
}
