using System.Text;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public class Bech32VectorTests
{
    [Fact]
    public Task Every_text_gets_its_verdict() =>
        VectorFile.ForEach("bech32.json", "cases", entry =>
        {
            var text = Encoding.UTF8.GetString(entry.Hex("string_utf8_hex"));
            // A verdict of null is ours to choose: an address here is the account of a key, so other lengths are refused.
            var valid = entry.Verdict("is_valid_allo_account_address") ?? false;
            Assert.Equal(valid, AlloraAddress.IsValid(text));
            Assert.Equal(valid, AlloraAddress.TryParse(text, out var address));
            if (valid)
                Assert.Equal(entry.Text("decoded_payload_hex"), address.ToBytes().ToHex());
            else
                Assert.Throws<FormatException>(() => AlloraAddress.Parse(text));

            Assert.Equal(entry.Verdict("bech32_checksum_ok"), Bech32.TryDecodeWords(text, out _, out _));
            Assert.Equal(entry.TextOrNull("decoded_payload_hex") is not null, Bech32.TryDecode(text, out var prefix, out var data));
            if (entry.TextOrNull("decoded_payload_hex") is { } payload)
            {
                Assert.Equal(payload, data.ToHex());
                Assert.Equal(entry.Text("decoded_prefix"), prefix, ignoreCase: true);
                Assert.Equal(text.ToLowerInvariant(), Bech32.Encode(prefix, data));
            }
        });
}
