using System.Globalization;
using System.Numerics;
using Allora.Sdk.Values;
using CsCheck;

namespace Allora.Sdk.Tests.Values;

public class ValuePropertyTests
{
    private static readonly BigInteger One18 = BigInteger.Pow(10, 18);

    private static readonly Gen<BigInteger> Amounts =
        Gen.Byte.Array[0, 24].Select(bytes => new BigInteger(bytes, isUnsigned: true));

    private static readonly Gen<string> Texts =
        from negative in Gen.Bool
        from digits in Gen.Char['0', '9'].Array[1, 45]
        from point in Gen.Int[-1, 45]
        from exponent in Gen.Int[-60, 60]
        from withExponent in Gen.Bool
        let text = new string(digits)
        select (negative ? "-" : "")
            + (point < 0 ? text : text.Insert(Math.Min(point, text.Length), "."))
            + (withExponent ? "e" + exponent.ToString(CultureInfo.InvariantCulture) : "");

    [Fact]
    public void A_double_survives_the_round_trip() =>
        Gen.Double[-1e30, 1e30].Sample(value =>
            value != 0 && Math.Abs(value) < 1e-39 || BitConverter.DoubleToInt64Bits(ChainDecimal.FromDouble(value).ToDouble()) == BitConverter.DoubleToInt64Bits(value));

    [Fact]
    public void A_decimal_survives_the_round_trip_with_its_scale() =>
        Gen.Decimal.Sample(value =>
            decimal.Parse(ChainDecimal.FromDecimal(value).ToString(), NumberStyles.Float, CultureInfo.InvariantCulture) == value);

    [Fact]
    public void The_canonical_spelling_is_a_fixed_point_with_the_same_value() =>
        Texts.Sample(text =>
        {
            var value = ChainDecimal.ParseUnbounded(text);
            var canonical = value.ToString();
            var again = ChainDecimal.ParseUnbounded(canonical);
            Assert.Equal(canonical, again.ToString());
            Assert.Equal(value, again);
            Assert.Equal((value.Coefficient, value.Exponent, value.IsNegative), (again.Coefficient, again.Exponent, again.IsNegative));
        });

    [Fact]
    public void Order_and_hash_agree_with_rationals() =>
        Gen.Select(Texts, Texts).Sample((left, right) =>
        {
            var (a, b) = (ChainDecimal.ParseUnbounded(left), ChainDecimal.ParseUnbounded(right));
            var (scaledA, scaledB) = (Scaled(a), Scaled(b));
            Assert.Equal(Math.Sign(scaledA.CompareTo(scaledB)), Math.Sign(a.CompareTo(b)));
            Assert.Equal(scaledA == scaledB, a == b);
            if (a == b)
                Assert.Equal(a.GetHashCode(), b.GetHashCode());
        });

    [Fact]
    public void The_bounds_agree_with_rationals() =>
        Texts.Sample(text =>
        {
            var scaled = BigInteger.Abs(Scaled(ChainDecimal.ParseUnbounded(text)));
            var inside = scaled.IsZero || (scaled <= BigInteger.Pow(10, 160 + 40) && scaled >= BigInteger.Pow(10, 160 - 40));
            return inside == ChainDecimal.TryParse(text, out _);
        });

    [Fact]
    public void Trailing_zeros_change_the_spelling_but_neither_value_nor_hash() =>
        Gen.Select(Texts.Where(text => !text.Contains('e')), Gen.Int[1, 20]).Sample((text, zeros) =>
        {
            var plain = text.Contains('.') ? text : text + ".0";
            var (a, b) = (ChainDecimal.ParseUnbounded(plain), ChainDecimal.ParseUnbounded(plain + new string('0', zeros)));
            return a == b && a.GetHashCode() == b.GetHashCode() && a.ToString() != b.ToString();
        });

    [Fact]
    public void Amounts_survive_the_way_to_allo_and_back() =>
        Amounts.Sample(value =>
        {
            var amount = new UAllo(value);
            return UAllo.FromAllo(amount.ToAllo()) == amount && UAllo.Parse(amount.ToString()) == amount;
        });

    [Fact]
    public void A_fee_is_the_smallest_whole_number_that_covers_gas_times_price() =>
        Gen.Select(Amounts, Gen.ULong).Sample((scaled, gas) =>
        {
            var price = GasPrice.FromScaled18(scaled.ToString(CultureInfo.InvariantCulture));
            var fee = price.FeeFor(gas).Value;
            var exact = scaled * gas;
            return fee * One18 >= exact && (fee.IsZero || (fee - 1) * One18 < exact) && GasPrice.Parse(price.ToString()) == price;
        });

    // Every exponent of these texts lies above -160.
    private static BigInteger Scaled(ChainDecimal value) => value.Coefficient * BigInteger.Pow(10, value.Exponent + 160);
}
