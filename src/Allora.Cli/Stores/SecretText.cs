using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;

namespace Allora.Cli.Stores;

/// <summary>A connection string from a private file or an environment variable.</summary>
internal static class SecretText
{
    private const int MaxLength = 4096;

    /// <summary>The first line of a file that only its owner may read.</summary>
    /// <exception cref="UsageException">There is none, or it is empty.</exception>
    /// <exception cref="Sdk.Wallets.WalletException">Others may read the file.</exception>
    public static string OfFile(string path, string called)
    {
        try
        {
            using var reader = new StreamReader(SecretFile.OpenPrivate(path));
            return reader.ReadLine()?.Trim() is { Length: > 0 and <= MaxLength } line ? line : throw new UsageException($"{called}: {path} holds no connection string in its first line");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{called}: {path} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>The value of an environment variable.</summary>
    /// <exception cref="UsageException">It is not set.</exception>
    public static string OfVariable(string name, string called) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : throw new UsageException($"{called}: the environment variable {name} is not set");
}
