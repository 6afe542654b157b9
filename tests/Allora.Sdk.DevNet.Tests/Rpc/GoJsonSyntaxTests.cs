using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.Json;

namespace Allora.Sdk.DevNet.Tests.Rpc;

public sealed class GoJsonSyntaxTests
{
    [Theory]
    [InlineData("{", "unexpected end of JSON input")]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("not json", "invalid character 'o' in literal null (expecting 'u')")]
    [InlineData("\u0000\u0001", "invalid character '\\x00' looking for beginning of value")]
    [InlineData("{a", "invalid character 'a' looking for beginning of object key string")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\":1 2}", "invalid character '2' after object key:value pair")]
    [InlineData("{\"a\":1,}", "invalid character '}' looking for beginning of object key string")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("[1] x", "invalid character 'x' after top-level value")]
    [InlineData("'a'", "invalid character '\\'' looking for beginning of value")]
    [InlineData("-x", "invalid character 'x' in numeric literal")]
    [InlineData("1.x", "invalid character 'x' after decimal point in numeric literal")]
    [InlineData("1ex", "invalid character 'x' in exponent of numeric literal")]
    [InlineData("\"\\q\"", "invalid character 'q' in string escape code")]
    [InlineData("\"\\u00g0\"", "invalid character 'g' in \\u hexadecimal character escape")]
    [InlineData("\"a\nb\"", "invalid character '\\n' in string literal")]
    public void Bad_json_is_named_as_go_names_it(string json, string error) =>
        Assert.Equal(error, GoJsonSyntax.UnmarshalError(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("", "EOF")]
    [InlineData("  ", "EOF")]
    [InlineData("{\"a\":", "unexpected EOF")]
    [InlineData("tru", "unexpected EOF")]
    public void A_stream_that_ends_too_early_says_so(string json, string error) =>
        Assert.Equal(error, GoJsonSyntax.DecoderError(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void A_stream_reads_one_value_and_leaves_the_rest()
    {
        Assert.Null(GoJsonSyntax.DecoderError("{\"a\":[1,2.5e3,-0,true,null,\"\\u00e9\"]} rest"u8, out var length));
        Assert.Equal("{\"a\":[1,2.5e3,-0,true,null,\"\\u00e9\"]}".Length, length);
    }

    [Fact]
    public void Whatever_dotnet_accepts_go_accepts() => CsCheck.Check.Sample(
        CsCheck.Gen.String[CsCheck.Gen.Char["{}[]\",:0123456789.eE+-truefalsn \\u"], 0, 12],
        text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return Parses(bytes) == (GoJsonSyntax.UnmarshalError(bytes) is null);
        },
        iter: 20_000);

    private static bool Parses(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
