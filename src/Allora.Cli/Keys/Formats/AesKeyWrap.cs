using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Allora.Cli.Keys.Formats;

/// <summary>Unwraps a key that another key wraps (RFC 3394).</summary>
internal static class AesKeyWrap
{
    private const ulong InitialValue = 0xA6A6A6A6A6A6A6A6;

    /// <summary>The key; null if the wrapping key is another one.</summary>
    public static byte[]? Unwrap(byte[] wrappingKey, ReadOnlySpan<byte> wrapped)
    {
        var blocks = (wrapped.Length / 8) - 1;
        if (wrapped.Length % 8 != 0 || blocks < 2)
            return null;
        using var aes = Aes.Create();
        aes.Key = wrappingKey;
        var check = BinaryPrimitives.ReadUInt64BigEndian(wrapped);
        var key = wrapped[8..].ToArray();
        Span<byte> block = stackalloc byte[16];
        for (var step = 6 * blocks; step > 0; step--)
        {
            var part = key.AsSpan((step - 1) % blocks * 8, 8);
            BinaryPrimitives.WriteUInt64BigEndian(block, check ^ (ulong)step);
            part.CopyTo(block[8..]);
            aes.DecryptEcb(block.ToArray(), block, PaddingMode.None);
            check = BinaryPrimitives.ReadUInt64BigEndian(block);
            block[8..].CopyTo(part);
        }

        return check == InitialValue ? key : null;
    }
}
