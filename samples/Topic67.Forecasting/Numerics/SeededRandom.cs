namespace Topic67.Forecasting.Numerics;

/// <summary>
/// Random numbers that are the same for a seed on every runtime, which System.Random does not guarantee. The generator is SplitMix64.
/// </summary>
internal struct SeededRandom(int seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;

    private ulong _state = unchecked((ulong)seed * Step);

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform()
    {
        unchecked
        {
            _state += Step;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUniform())) * Math.Cos(2 * Math.PI * NextUniform());

    /// <summary>Uniform in [0, count).</summary>
    public int Next(int count) => (int)(NextUniform() * count);
}
