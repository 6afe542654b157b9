using Allora.Sdk.DevNet.Options;
using CsCheck;

namespace Allora.Sdk.Tests.Base;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("https://user:pa%20ss@host.example:8000/v1/inference?key=secret#part", "https://host.example:8000/v1/inference")]
    [InlineData("http://user@host", "http://host")]
    [InlineData("http://user:pa/ss@host/x", "http://host/x")]
    [InlineData("http://user:p#ss@host/x", "http://host/x")]
    [InlineData("http://user:p?ss@host:1/x", "http://***")]
    [InlineData("http://user:p@ss@host/x", "http://***")]
    [InlineData("http://user:pass@host/@scope/x", "http://***")]
    [InlineData("http://user:12/ss@host/x", "http://***")]
    [InlineData("http://user:12#ss@host/x", "http://***")]
    [InlineData("https://host/@scope/x?mail=a@b", "https://host/@scope/x")]
    [InlineData("user:pass@host:26657", "host:26657")]
    [InlineData("rpc+https://user:pass@host:26657/", "rpc+https://host:26657/")]
    [InlineData("https://rpc.example/v2/9aF3kQ0z7LmN21/status", "https://rpc.example/v2/***/status")]
    [InlineData("https://rpc.example/0123456789abcdef0123456789abcdef", "https://rpc.example/***")]
    [InlineData("http://{Host}:8000/inference/{Token}?a=1", "http://{Host}:8000/inference/{Token}")]
    [InlineData("{Host}/inference", "{Host}/inference")]
    [InlineData("https://host/btc-usd-7d-log-return/v2", "https://host/btc-usd-7d-log-return/v2")]
    [InlineData("http://ho\u001b[31mst/\nx", "http://ho\\u001b[31mst/ x")]
    [InlineData("", "")]
    [InlineData("@", "")]
    public void An_address_is_shown_without_its_secrets(string address, string shown) => Assert.Equal(shown, SafeText.Address(address));

    [Theory]
    [InlineData("off,apply", "off,apply")]
    [InlineData("2027-02-01T13:00:00+01:00", "2027-02-01T13:00:00+01:00")]
    [InlineData("1,000,000,000,000uallo", "1,000,000,000,000uallo")]
    [InlineData("/var/lib/allora/state", "/var/lib/allora/state")]
    [InlineData("allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vwX", "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vwX")]
    [InlineData("UP-0123456789abcdef", "***")]
    [InlineData("0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", "***")]
    [InlineData("abandon abandon abandon abandon abandon abandon", "***")]
    [InlineData("-----BEGIN TENDERMINT PRIVATE KEY-----", "***")]
    [InlineData("http://user:pass@host", "http://host")]
    [InlineData("a\nb\u001b[2J", "a b\\u001b[2J")]
    public void A_value_is_shown_unless_it_may_be_a_key(string value, string shown) => Assert.Equal(shown, SafeText.Value(value));

    [Theory]
    [InlineData("http://user:pa%20ss@host/v1/n0deKey7d4f1c2b9a83?key=Geheim&x=ab", "cannot GET /v1/n0deKey7d4f1c2b9a83?key=Geheim as Basic dXNlcjpwYSBzcw== (user, pa ss, pa%20ss)", "cannot GET /v1/***?key=*** as Basic *** (user, ***, ***)")]
    [InlineData("https://T0ken@host", "invalid token t0KEN", "invalid token ***")]
    [InlineData("https://host:8080/plain", "GET /plain of host:8080", "GET /plain of host:8080")]
    public void Text_of_a_server_is_shown_without_the_secrets_that_it_was_sent(string address, string text, string shown) =>
        Assert.Equal(shown, SafeText.Without(text, SafeText.Secrets(new Uri(address))));

    [Fact]
    public void Words_are_key_material_in_every_spelling()
    {
        var words = DevNetGenesis.TestMnemonic;
        foreach (var text in (string[])[words, words.ToUpperInvariant(), $"\"{words}\"", words.Replace(" ", "\n", StringComparison.Ordinal), words.Replace(" ", ", ", StringComparison.Ordinal), words[..^5]])
            Assert.True(SafeText.IsKeyMaterial(text), text);
        Assert.False(SafeText.IsKeyMaterial("The file does not exist: name another one, or create it"));
        Assert.False(SafeText.IsKeyMaterial("/home/user/wallet.key"));
    }

    [Fact]
    public void A_line_never_holds_a_control_character_and_plain_text_is_unchanged()
    {
        Gen.String.Sample(text =>
        {
            var line = SafeText.OneLine(text);
            Assert.DoesNotContain(line, static c => char.IsControl(c) || c is '\u2028' or '\u202e');
            Assert.Equal(line, SafeText.OneLine(line));
        });
        Gen.Char[' ', '~'].Array.Select(static chars => new string(chars)).Sample(static text => Assert.Equal(text, SafeText.OneLine(text)));
        Assert.Equal("abc...", SafeText.OneLine("abcdef", 3));
    }

    [Fact]
    public void No_address_shows_the_user_name_the_password_or_the_query_that_it_was_made_with()
    {
        var secret = Gen.Char["abc019/?#:@%!$&"].Array[1, 12].Select(static chars => new string(chars) + "Wort");
        Gen.Select(secret, secret).Sample(static (user, query) =>
        {
            foreach (var address in (string[])[$"http://u:{user}@host:80/x", $"http://u:{Uri.EscapeDataString(user)}@host:80/x?k={query}", $"rest+https://{Uri.EscapeDataString(user)}@host#{query}"])
            {
                Assert.DoesNotContain("Wort", SafeText.Address(address), StringComparison.Ordinal);
            }
        });
    }
}
