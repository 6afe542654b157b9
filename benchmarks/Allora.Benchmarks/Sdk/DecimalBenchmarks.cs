using System.Globalization;
using Allora.Sdk.Values;
using BenchmarkDotNet.Attributes;

namespace Allora.Benchmarks.Sdk;

/// <summary>A model's double in the chain's canonical spelling. The baseline is the runtime's shortest round trip alone.</summary>
public class DecimalBenchmarks
{
    private readonly byte[] _utf8 = new byte[64];
    private readonly double _value = -0.012345678901234567;

    [Benchmark(Baseline = true, Description = "double.ToString(\"R\")")]
    public string Runtime() => _value.ToString("R", CultureInfo.InvariantCulture);

    [Benchmark(Description = "FromDouble, ToString")]
    public string Text() => ChainDecimal.FromDouble(_value).ToString();

    [Benchmark(Description = "FromDouble, TryFormat")]
    public int Bytes()
    {
        ChainDecimal.FromDouble(_value).TryFormat(_utf8, out var written);
        return written;
    }
}
