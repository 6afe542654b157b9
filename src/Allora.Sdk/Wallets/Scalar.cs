using System.Buffers.Binary;

namespace Allora.Sdk.Wallets;

/// <summary>Numbers below secp256k1's group order in 32 big-endian bytes, on buffers that can be zeroed.</summary>
internal static class Scalar
{
    public const int Length = 32;

    private const int Limbs = 4;

    private static ReadOnlySpan<byte> Order =>
    [
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,
        0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
    ];

    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
    ];

    /// <summary>Whether the bytes are a usable private key: 32 of them, above zero, below the order.</summary>
    public static bool IsValid(ReadOnlySpan<byte> value) =>
        value.Length == Length && value.ContainsAnyExcept((byte)0) && value.SequenceCompareTo(Order) < 0;

    public static bool IsLow(ReadOnlySpan<byte> value) => value.SequenceCompareTo(HalfOrder) <= 0;

    /// <summary>(left + right) mod the order, for two numbers below the order.</summary>
    public static void Add(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        var carry = AddLimbs(left, right, sum);
        if (carry || sum.SequenceCompareTo(Order) >= 0)
            SubtractLimbs(sum, Order, sum);
    }

    private static bool AddLimbs(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        UInt128 carry = 0;
        for (var limb = Limbs - 1; limb >= 0; limb--)
        {
            carry += (UInt128)Limb(left, limb) + Limb(right, limb);
            BinaryPrimitives.WriteUInt64BigEndian(sum[(limb * sizeof(ulong))..], (ulong)carry);
            carry >>= 64;
        }

        return carry != 0;
    }

    private static void SubtractLimbs(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> difference)
    {
        var borrow = 0ul;
        for (var limb = Limbs - 1; limb >= 0; limb--)
        {
            var result = (UInt128)Limb(left, limb) - Limb(right, limb) - borrow;
            borrow = (ulong)(result >> 64) == 0 ? 0ul : 1ul;
            BinaryPrimitives.WriteUInt64BigEndian(difference[(limb * sizeof(ulong))..], (ulong)result);
        }
    }

    private static ulong Limb(ReadOnlySpan<byte> value, int limb) =>
        BinaryPrimitives.ReadUInt64BigEndian(value[(limb * sizeof(ulong))..]);
}
