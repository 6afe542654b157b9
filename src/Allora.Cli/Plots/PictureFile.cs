using System.Globalization;
using Allora.Cli.Running;

namespace Allora.Cli.Plots;

/// <summary>The file of a picture: never overwrites another file without --force, and is written as a whole or not at all.</summary>
internal sealed record PictureFile(string Path, bool MayReplace)
{
    private const int Smallest = 300;
    private const int Largest = 8000;

    /// <summary>Checked before any query.</summary>
    /// <exception cref="UsageException">The file exists already, or the folder does not.</exception>
    public static PictureFile Target(FileInfo file, bool force)
    {
        if (Directory.Exists(file.FullName))
            throw new UsageException($"{file.FullName} is a folder: name a file in it");
        if (file.Exists && !force)
            throw new UsageException($"the file {file.FullName} exists already: give --force to overwrite it, or another name");
        return file.Directory is { Exists: true }
            ? new PictureFile(file.FullName, force)
            : throw new UsageException($"the folder {file.DirectoryName} does not exist");
    }

    /// <exception cref="UsageException">The text is not a size.</exception>
    public static (int Width, int Height) Size(string text)
    {
        var parts = text.ToLowerInvariant().Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= 400 and <= Largest
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && height is >= Smallest and <= Largest
                ? (width, height)
                : throw new UsageException($"--size must be from 400x{Smallest} to {Largest}x{Largest}, such as 1400x900, not \"{text}\"");
    }

    public static async Task WriteAsync(PictureFile target, byte[] picture, CancellationToken cancellationToken)
    {
        var partial = $"{target.Path}.{Environment.ProcessId}.part";
        try
        {
            await File.WriteAllBytesAsync(partial, picture, cancellationToken);
            File.Move(partial, target.Path, target.MayReplace);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
