using System.Text;
using Allora.Cli.Running;

namespace Allora.Cli.Worker.Files;

/// <summary>A configuration file's text: UTF-8 with or without a byte order mark, or UTF-16 with one.</summary>
internal static class FileText
{
    private const int Most = 1 << 20;

    /// <exception cref="UsageException">There is no such file, it cannot be read, or it is not text.</exception>
    public static string Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            // One byte more than allowed: a pipe has no length.
            var bytes = new byte[Most + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > Most)
                throw new UsageException($"{path} is larger than {Most} bytes: this is not a configuration file");
            using var reader = new StreamReader(new MemoryStream(bytes, 0, length), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"there is no file {path}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {unreadable.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{path} is not UTF-8 text: save it as UTF-8");
        }
    }
}
