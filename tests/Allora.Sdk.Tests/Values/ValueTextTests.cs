using System.Globalization;
using System.Numerics;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using CsCheck;

namespace Allora.Sdk.Tests.Values;

/// <summary>Every value type reads what it writes, through the interfaces of .NET, in every culture.</summary>
public class ValueTextTests
{
    private static readonly Gen<BigInteger> Amounts = Gen.Byte.Array[0, 24].Select(bytes => new BigInteger(bytes, isUnsigned: true));

    private static readonly Gen<ChainDecimal> Decimals =
        Gen.Select(Amounts, Gen.Int[-60, 40], Gen.Bool).Select((magnitude, exponent, negative) => new ChainDecimal(magnitude, exponent, negative))
            .Where(value => ChainDecimal.TryParse(value.ToString(), out _));

    private static readonly Gen<string> Denoms =
        Gen.Select(Gen.Char['a', 'z'], Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['A', 'Z'], Gen.Char['0', '9'], Gen.Int[0, 4].Select(index => "/:._-"[index])).Array[2, 127])
            .Select((first, others) => first + new string(others));

    [Fact]
    public void Amounts_round_trip() => Amounts.Select(value => new UAllo(value)).Sample(RoundTrip);

    [Fact]
    public void Gas_prices_round_trip() =>
        Amounts.Select(value => GasPrice.FromScaled18(value.ToString(CultureInfo.InvariantCulture))).Sample(RoundTrip);

    [Fact]
    public void Decimals_round_trip() => Decimals.Sample(RoundTrip);

    [Fact]
    public void Coins_round_trip() => Gen.Select(Denoms, Amounts).Select((denom, amount) => new Coin(denom, amount)).Sample(RoundTrip);

    [Fact]
    public void Addresses_round_trip() =>
        Gen.Byte.Array[20].Select(bytes => AlloraAddress.Parse(Bech32.Encode("allo", bytes))).Sample(RoundTrip, iter: 20);

    [Theory]
    [InlineData("")]
    [InlineData("uallo")]
    [InlineData("-1uallo")]
    [InlineData("1 uallo")]
    [InlineData("1ua")]
    [InlineData("1uallo ")]
    [InlineData("1.5uallo")]
    [InlineData("١uallo")]
    [InlineData("1_uallo")]
    public void What_is_no_coin_is_refused(string text)
    {
        Assert.False(Coin.TryParse(text, out var coin));
        Assert.Equal(default, coin);
        Assert.Throws<FormatException>(() => Coin.Parse(text));
    }

    [Fact]
    public void An_amount_has_three_formats_and_no_other()
    {
        var amount = UAllo.FromAllo("1.5");

        Assert.Equal("1500000000000000000uallo", $"{amount}");
        Assert.Equal("1500000000000000000uallo", $"{amount:G}");
        Assert.Equal("1500000000000000000", $"{amount:U}");
        Assert.Equal("1.5 ALLO", $"{amount:A} ALLO");
        Assert.Throws<FormatException>(() => $"{amount:N2}");
        Assert.Throws<FormatException>(() => $"{GasPrice.Zero:N2}");
        Assert.Throws<FormatException>(() => $"{ChainDecimal.Zero:N2}");
        Assert.Throws<FormatException>(() => $"{new Coin("uallo", 1):N2}");
        Assert.Throws<FormatException>(() => $"{default(AlloraAddress):N2}");
    }

    [Fact]
    public void An_address_is_usable_as_text()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        var address = AlloraAddress.Parse(wallet.Address);
        string text = address;

        Assert.Equal(wallet.Address, text);
        Assert.Equal(("allo", 20), (address.Prefix, address.ToBytes().Length));
        Assert.True(address == AlloraAddress.FromPublicKey(wallet.PublicKey.Span));
        Assert.Contains("'allovaloper'", Assert.Throws<FormatException>(() => AlloraAddress.Parse(text, "allovaloper")).Message, StringComparison.Ordinal);
        Assert.False(AlloraAddress.TryParse(text + new string('q', 1000), out _));
        Assert.Equal(("", "", 0), (default(AlloraAddress).ToString(), default(AlloraAddress).Prefix, default(AlloraAddress).ToBytes().Length));
    }

    // Writes into a span of exactly the length and of one less, as text and through an interpolated string, and reads all of it back.
    private static void RoundTrip<T>(T value)
        where T : struct, ISpanParsable<T>, ISpanFormattable, IEquatable<T>
    {
        foreach (var culture in InCulture.Names.Select(CultureInfo.GetCultureInfo))
        {
            var text = value.ToString(null, culture);
            Assert.Equal(value.ToString(), text);
            Assert.Equal(text, string.Create(culture, $"{value}"));
            Assert.Equal(value, T.Parse(text, culture));
            Assert.Equal(value, T.Parse(text.AsSpan(), culture));
            Assert.True(T.TryParse(text, culture, out var read) && read.Equals(value));
            Assert.True(T.TryParse(text.AsSpan(), culture, out read) && read.Equals(value));

            var target = new char[text.Length];
            Assert.True(value.TryFormat(target, out var written, "G", culture));
            Assert.Equal(text, new string(target, 0, written));
            var small = new char[text.Length - 1];
            Assert.False(value.TryFormat(small, out written, default, culture));
            Assert.Equal(0, written);
            Assert.All(small, character => Assert.Equal('\0', character));
        }

        Assert.False(T.TryParse(null, null, out _));
        Assert.False(T.TryParse("one", null, out _));
        Assert.False(T.TryParse("one".AsSpan(), null, out _));
        Assert.Throws<FormatException>(() => T.Parse("one", null));
    }
}
