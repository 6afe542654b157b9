namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>Bytes and texts that are wrong in the ways of the world.</summary>
internal static class Damage
{
    public static byte[] Garbage(Random random, int most = 300)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The same with a few bytes changed, cut off, repeated or put in.</summary>
    public static byte[] Mutate(Random random, byte[] bytes)
    {
        var mutated = bytes.ToList();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(mutated.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < mutated.Count:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1 when at < mutated.Count:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    mutated.RemoveRange(at, Math.Min(random.Next(1, 20), mutated.Count - at));
                    break;
                case 3:
                    mutated.InsertRange(at, Garbage(random, 20));
                    break;
                case 4:
                    mutated.InsertRange(at, mutated.Skip(random.Next(mutated.Count + 1)).Take(random.Next(40)).ToList());
                    break;
                default:
                    mutated.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(200)));
                    break;
            }
        }

        return [.. mutated];
    }

    /// <summary>A message nested in itself as deep as asked: one field, again and again.</summary>
    public static byte[] Nested(int field, int depth)
    {
        byte[] inner = [];
        for (var i = 0; i < depth; i++)
            inner = [(byte)((field << 3) | 2), .. Varint(inner.Length), .. inner];
        return inner;
    }

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
