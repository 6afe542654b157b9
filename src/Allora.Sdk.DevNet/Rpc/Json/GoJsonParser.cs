using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Allora.Sdk.DevNet.Rpc.Json;

/// <summary>Parses JSON that passed <see cref="GoJsonSyntax"/>. What is no text Go replaces by U+FFFD where .NET refuses it.</summary>
internal static class GoJsonParser
{
    private const int EscapeLength = 6;

    public static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        if (json.Span.IndexOf("\\ud"u8) >= 0 || json.Span.IndexOf("\\uD"u8) >= 0)
            json = WithoutLoneSurrogates(json.ToArray());
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = GoJsonSyntax.MaxDepth + 1 });
        return document.RootElement.Clone();
    }

    private static byte[] WithoutLoneSurrogates(byte[] json)
    {
        for (var i = 0; i + 1 < json.Length; i++)
        {
            if (json[i] != '\\')
                continue;
            var first = Escaped(json, i);
            if (char.IsHighSurrogate(first) && char.IsLowSurrogate(Escaped(json, i + EscapeLength)))
                i += (2 * EscapeLength) - 1;
            else if (char.IsSurrogate(first))
                "\\ufffd"u8.CopyTo(json.AsSpan(i));
            else
                i++;
        }

        return json;
    }

    /// <summary>The character that an escape at this place stands for, if it is one of four hexadecimal digits.</summary>
    private static char Escaped(byte[] json, int at) =>
        at + EscapeLength <= json.Length
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : '\0';
}
