using System.IO.Compression;

namespace Allora.Sdk.DevNet.Faults;

/// <summary>Compressed bytes that expand to half a gigabyte of zeros.</summary>
internal static class GzipBomb
{
    private const int ExpandedMegabytes = 512;

    private static readonly Lazy<byte[]> Made = new(Make);

    public static byte[] Bytes => Made.Value;

    private static byte[] Make()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < ExpandedMegabytes; i++)
                gzip.Write(zeros);
        }

        return buffer.ToArray();
    }
}
