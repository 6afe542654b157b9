"""The chain's numbers, written from the specification's section 1 with Python's decimal, apart from the C# library."""
import decimal
from decimal import Decimal, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP

WIDE = decimal.Context(prec=100_000, Emax=999_999, Emin=-999_999, traps=[decimal.InvalidOperation, decimal.DivisionByZero])
CUT34 = decimal.Context(prec=34, rounding=ROUND_DOWN, Emax=999_999, Emin=-999_999, traps=[decimal.InvalidOperation, decimal.DivisionByZero])
EVEN34 = decimal.Context(prec=34, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)
EVEN36 = decimal.Context(prec=36, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)
EXACT = decimal.Context(prec=400, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)


class Failed(Exception):
    """A step that the chain gives up."""


D = Decimal
ZERO, ONE = D(0), D(1)


def checked(x):
    if x and abs(x.adjusted()) > 100_000:
        raise Failed("out of range")
    return ZERO.scaleb(x.as_tuple().exponent) if not x else x


def add(*terms):
    total = ZERO
    for term in terms:
        total = WIDE.add(total, term)
    return checked(total)


def total(terms):
    return add(*terms)


def plus(x, y):
    """Exact sum without the 0 that a sum of a list starts from."""
    return checked(WIDE.add(x, y))


def sub(x, y):
    return checked(WIDE.subtract(x, y))


def mul(x, y):
    return checked(CUT34.multiply(x, y))


def padded(x, digits=34):
    """Trailing zeros up to so many digits."""
    if not x:
        return x
    sign, figures, exponent = x.as_tuple()
    lack = digits - len(figures)
    return D((sign, figures + (0,) * lack, exponent - lack)) if lack > 0 else x


def div(x, y):
    if not y:
        raise Failed("division by zero")
    if not x:
        return ZERO.scaleb(x.as_tuple().exponent - y.as_tuple().exponent)
    return checked(padded(CUT34.divide(x, y)))


def neg(x):
    return CUT34.minus(x) if x else x


def sqrt(x):
    if x < 0:
        raise Failed("root of a negative number")
    return ZERO.scaleb(int(x.as_tuple().exponent / 2)) if not x else padded(EVEN34.sqrt(x))


LN10_TRUE = EXACT.ln(D(10))
LN10 = D("2.302585092994045684017991454684364207")
LIMIT = CUT34.multiply(LN10, D(100_000))
STEP = EXACT.divide(LN10_TRUE, D(300))
S1 = decimal.Context(prec=22, rounding=ROUND_DOWN).plus(STEP)
S2 = decimal.Context(prec=34, rounding=ROUND_HALF_EVEN).plus(EXACT.subtract(STEP, S1))
PER = EVEN36.divide(D(300), LN10)
TABLE = {}


def table(i):
    if i not in TABLE:
        y = EVEN36.divide(D(i), D(300))
        TABLE[i] = EVEN36.plus(EXACT.power(D(10), y))
    return TABLE[i]


def exp36(x):
    if x < -LIMIT:
        return ZERO
    if x > LIMIT:
        raise Failed("exp overflows")
    c = EVEN36
    n = int(c.multiply(x, PER).to_integral_value(rounding=ROUND_HALF_UP))
    r = c.subtract(c.subtract(x, c.multiply(D(n), S1)), c.multiply(D(n), S2))
    t = table(n % 300)
    s = c.multiply(r, r)
    q = c.subtract(c.divide(ONE, D(15120)), c.divide(s, D(604800)))
    q = c.add(c.divide(D(-1), D(360)), c.multiply(s, q))
    q = c.add(c.divide(ONE, D(6)), c.multiply(s, q))
    q = c.subtract(r, c.multiply(s, q))
    tr = c.multiply(t, r)
    e = c.add(c.add(c.divide(c.multiply(tr, q), c.subtract(D(2), q)), tr), t)
    return checked(e.scaleb(n // 300, context=WIDE))


def exp(x):
    return EVEN34.plus(exp36(x))


def ln36(x):
    if x <= 0:
        raise Failed("ln of a number that is not positive")
    if x == 1:
        return ZERO
    c = EVEN36
    b = x.adjusted()
    a = x.scaleb(-b, context=WIDE)
    y = c.subtract(D(3), c.divide(D(9), c.add(a, D(2))))
    for _ in range(3):
        p = exp36(y)
        y = c.subtract(y, c.divide(c.multiply(D(2), c.subtract(p, a)), c.add(p, a)))
    return c.add(y, c.multiply(D(b), LN10))


def ln(x):
    return EVEN34.plus(ln36(x))


def power(x, y):
    if x < 0:
        raise Failed("power of a negative number")
    if not x:
        return ZERO
    if not y:
        return ONE
    if y == 1:
        return x
    whole = y.to_integral_value(rounding=ROUND_DOWN)
    fraction = WIDE.subtract(y, whole)
    c = decimal.Context(prec=max(34, len(x.as_tuple().digits)) + 10, rounding=ROUND_HALF_UP, Emax=999_999, Emin=-999_999)
    result, base, m = ONE, x, abs(int(whole))
    while m:
        if m & 1:
            result = c.multiply(result, base)
        m >>= 1
        if m:
            base = c.multiply(base, base)
    if fraction:
        result = c.multiply(result, exp36(c.multiply(fraction, ln36(x))))
    return checked(CUT34.plus(result))


def trim(x):
    return int(x.to_integral_value(rounding=ROUND_DOWN))


def text(x):
    exponent = x.as_tuple().exponent
    return "0" * (exponent + 1) if not x and exponent > 0 else format(x, "f")


def deviation(xs):
    if len(xs) <= 1:
        return ZERO
    mean = div(total(xs), D(len(xs)))
    return sqrt(div(total(mul(sub(x, mean), sub(x, mean)) for x in xs), D(len(xs) - 1)))


def median(xs):
    xs = sorted(xs)
    if not xs:
        return ZERO
    middle = len(xs) // 2
    return xs[middle] if len(xs) % 2 else div(plus(xs[middle - 1], xs[middle]), D(2))


def mad(xs):
    if len(xs) <= 1:
        return ZERO
    m = median(xs)
    return median([abs_(sub(x, m)) for x in xs])


def abs_(x):
    return x.copy_abs()


def quantile(xs, q):
    xs = sorted(xs, reverse=True)
    if not xs:
        return ZERO
    at = mul(sub(ONE, q), D(len(xs) - 1))
    low = int(at)
    if at == low:
        return xs[low]
    return plus(xs[low], mul(sub(at, D(low)), sub(xs[low + 1], xs[low])))


def ema(alpha, new, old, first=False):
    return new if first or new == old else plus(mul(alpha, new), mul(sub(ONE, alpha), old))


def ema_toward(alpha, asymptote, x, m):
    decay = power(sub(ONE, alpha), D(m))
    return plus(mul(decay, x), mul(asymptote, sub(ONE, decay)))


def phi(p, c, x):
    return ln(plus(ONE, exp(mul(p, sub(x, c)))))
