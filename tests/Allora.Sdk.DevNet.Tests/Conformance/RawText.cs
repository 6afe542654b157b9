using System.Text;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Replies that are not valid UTF-8, as texts of single bytes: addresses and hashes aside.</summary>
internal static class RawText
{
    public static string Of(byte[] reply, Cast cast)
    {
        var text = Encoding.Latin1.GetString(reply);
        for (var i = 0; i < cast.Wallets.Length; i++)
        {
            text = text.Replace(Encoding.Latin1.GetString(ChainAddress.Bytes(cast.CapturedAddress(i))), "<address>", StringComparison.Ordinal);
            text = text.Replace(Encoding.Latin1.GetString(ChainAddress.Bytes(cast.Wallets[i].Address)), "<address>", StringComparison.Ordinal);
        }

        return TextShape.Of(text);
    }
}
