using System.Buffers.Binary;

namespace Allora.Sdk.Native;

/// <summary>
/// Checks the library's file before it is loaded. Linux' loader maps a truncated file (after a full disk, for example) beyond its end,
/// and the process dies of a bus error.
/// </summary>
internal static class LibraryFile
{
    private const string Name = "libsecp256k1.so";
    private const int HeaderLength = 64;

    /// <summary>The first file that a load would find, if it is truncated; otherwise null.</summary>
    public static string? FindTruncated() => OperatingSystem.IsLinux()
        ? Folders().Select(static folder => Path.Combine(folder, Name)).Where(File.Exists).FirstOrDefault(static file => !IsWhole(file))
        : null;

    /// <summary>Whether a 64-bit ELF file is as long as its header requires: the table of sections is its last part.</summary>
    public static bool IsWhole(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            return false;
        // Other files, 32-bit ones among them, are left to the loader.
        if (!header.StartsWith("\u007fELF\u0002\u0001"u8))
            return true;
        var sections = BinaryPrimitives.ReadUInt64LittleEndian(header[0x28..]);
        var size = (ulong)BinaryPrimitives.ReadUInt16LittleEndian(header[0x3a..]) * BinaryPrimitives.ReadUInt16LittleEndian(header[0x3c..]);
        return sections <= (ulong)stream.Length && sections + size <= (ulong)stream.Length;
    }

    // The program's folder, then those that its list of dependencies names for native code.
    private static IEnumerable<string> Folders() =>
        [AppContext.BaseDirectory, .. (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
}
