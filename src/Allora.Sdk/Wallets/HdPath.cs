using System.Globalization;

namespace Allora.Sdk.Wallets;

/// <summary>A BIP-32 derivation path from a seed to one key, such as m/44'/118'/0'/0/0.</summary>
public sealed class HdPath
{
    private const uint Hardened = 0x8000_0000;
    private const int MaximumDepth = 255;

    private readonly uint[] _indices;

    private HdPath(uint[] indices) => _indices = indices;

    /// <summary>m/44'/118'/0'/0/0, the path of Allora's wallets.</summary>
    public static HdPath Default { get; } = ForIndex(0);

    internal ReadOnlySpan<uint> Indices => _indices;

    /// <summary>m/44'/118'/0'/0/index: further addresses of the same mnemonic.</summary>
    /// <param name="index">The index, from 0.</param>
    public static HdPath ForIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new HdPath([44 | Hardened, 118 | Hardened, Hardened, 0, (uint)index]);
    }

    /// <summary>Reads a path: "m", then indices below 2^31 after slashes, hardened ones marked by ' or h.</summary>
    /// <param name="path">The path, such as m/44'/118'/0'/0/0.</param>
    /// <exception cref="WalletException">The text is not such a path.</exception>
    public static HdPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/');
        if (parts[0] != "m" || parts.Length > MaximumDepth + 1)
            throw Malformed(path);
        return new HdPath([.. parts.Skip(1).Select(part => ParseIndex(part, path))]);
    }

    /// <summary>The path as text, hardened indices marked by an apostrophe.</summary>
    public override string ToString() => string.Concat(_indices.Select(Format).Prepend("m"));

    private static uint ParseIndex(string part, string path)
    {
        var hardened = part is [.., '\'' or 'h' or 'H'];
        var digits = hardened ? part.AsSpan(..^1) : part;
        if (!uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= Hardened)
            throw Malformed(path);
        return hardened ? index | Hardened : index;
    }

    private static string Format(uint index) => (index & Hardened) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"/{index}")
        : string.Create(CultureInfo.InvariantCulture, $"/{index & ~Hardened}'");

    private static WalletException Malformed(string path) =>
        new($"'{path}' is not a derivation path; write it like {Default}, with indices below 2147483648");
}
