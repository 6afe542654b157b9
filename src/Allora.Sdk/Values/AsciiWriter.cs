namespace Allora.Sdk.Values;

/// <summary>Appends to a span of bytes and remembers whether everything fitted.</summary>
internal ref struct AsciiWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    public int Written { get; private set; }

    public bool Fits { get; private set; } = true;

    public void Add(byte value)
    {
        if (Claim(1, out var at))
            _target[at] = value;
    }

    public void Add(scoped ReadOnlySpan<byte> values)
    {
        if (Claim(values.Length, out var at))
            values.CopyTo(_target[at..]);
    }

    public void AddZeros(int count)
    {
        if (Claim(count, out var at))
            _target.Slice(at, count).Fill((byte)'0');
    }

    private bool Claim(int count, out int at)
    {
        at = Written;
        if (!Fits || count > _target.Length - at)
            return Fits = false;
        Written += count;
        return true;
    }
}
