using System.Text.RegularExpressions;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>What of a text must be alike: numbers, addresses, hashes, signatures and Go source positions are not.</summary>
internal static partial class TextShape
{
    public static string Of(string text)
    {
        // Go's protobuf library chooses at random between two kinds of space in its errors.
        text = text.Replace('\u00a0', ' ').Replace(Cast.OtherChainId, "localnet", StringComparison.Ordinal);
        text = Position().Replace(text, "[go]");
        text = Address().Replace(text, "<address>");
        text = Hex().Replace(text, "<hex>");
        text = Base64().Replace(text, "<base64>");
        return Number().Replace(text, "#");
    }

    [GeneratedRegex(@"\[[^\[\]]+\.go:\d+\]")]
    private static partial Regex Position();

    [GeneratedRegex("allo(valoper|valcons)?1[02-9ac-hj-np-z]{38,}")]
    private static partial Regex Address();

    [GeneratedRegex("\\b(?=[0-9A-Fa-f]*[0-9])[0-9A-Fa-f]{40,66}\\b")]
    private static partial Regex Hex();

    [GeneratedRegex("^[A-Za-z0-9+/]{86,}={0,2}$")]
    private static partial Regex Base64();

    [GeneratedRegex(@"-?\d+(\.\d+)?(E[+-]?\d+)?")]
    private static partial Regex Number();
}
