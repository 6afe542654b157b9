using System.Text;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Formats;

/// <summary>The text of armor: a first line with a type, headers in any order, base64, a checksum, a last line.</summary>
internal sealed record ArmorText(string Type, IReadOnlyDictionary<string, string> Headers, byte[] Data)
{
    private const string Dashes = "-----";
    private const int LineLength = 64;

    /// <exception cref="WalletException">It is not armor, or was changed on its way.</exception>
    public static ArmorText Parse(string text)
    {
        var lines = text.Trim().Split('\n').Select(static line => line.Trim()).ToList();
        if (lines.Count < 4 || !lines[0].StartsWith(Dashes + "BEGIN ", StringComparison.Ordinal) || !lines[0].EndsWith(Dashes, StringComparison.Ordinal))
            throw new WalletException("This is not an armored key: it begins with -----BEGIN TENDERMINT PRIVATE KEY-----");
        var type = lines[0][(Dashes.Length + 6)..^Dashes.Length];
        if (lines[^1] != $"{Dashes}END {type}{Dashes}")
            throw new WalletException("The armored key is cut off: its last line is missing. Copy all of it.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 1;
        for (; at < lines.Count - 1 && lines[at].IndexOf(':', StringComparison.Ordinal) is var colon and > 0; at++)
            headers[lines[at][..colon].Trim()] = lines[at][(colon + 1)..].Trim();
        var body = lines[at..^1].Where(static line => line.Length > 0).ToList();
        try
        {
            var data = Convert.FromBase64String(string.Concat(body.TakeWhile(static line => line[0] != '=')));
            if (body.Count == 0 || body[^1][0] != '=' || !Convert.FromBase64String(body[^1][1..]).AsSpan().SequenceEqual(Crc24.Of(data)))
                throw new WalletException("The armored key was changed on its way: its checksum does not fit. Copy it again.");
            return new ArmorText(type, headers, data);
        }
        catch (FormatException wrong)
        {
            throw new WalletException("The armored key was changed on its way: it is not base64. Copy it again.", wrong);
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append(Dashes).Append("BEGIN ").Append(Type).Append(Dashes).Append('\n');
        foreach (var (name, value) in Headers)
            text.Append(name).Append(": ").Append(value).Append('\n');
        text.Append('\n');
        var base64 = Convert.ToBase64String(Data);
        for (var at = 0; at < base64.Length; at += LineLength)
            text.Append(base64.AsSpan(at, Math.Min(LineLength, base64.Length - at))).Append('\n');
        return text.Append('=').Append(Convert.ToBase64String(Crc24.Of(Data))).Append('\n').Append(Dashes).Append("END ").Append(Type).Append(Dashes).Append('\n').ToString();
    }
}
