using Allora.Cli.Running;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Opening;

/// <summary>Where named keys live: one key file each, in a folder that only the owner can enter.</summary>
internal static class KeyFolder
{
    private const string Suffix = ".key";
    private const string Variable = "ALLORA_HOME";

    public static string Path { get; } = System.IO.Path.Combine(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } home
            ? home
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".allora"),
        "keys");

    /// <summary>The file of a name; a name is letters, digits, dashes and underscores.</summary>
    public static string FileOf(string name) =>
        IsSecret(name)
            ? throw new UsageException("a secret is in the place of a key's name: anybody on this machine could have read it there. It is not shown; run 'allora keys import NAME', which reads it from standard input")
            : name.Length is > 0 and <= 64 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? System.IO.Path.Combine(Path, name + Suffix)
            : throw new UsageException($"\"{Shown.Short(name)}\" is not a name for a key: use up to 64 letters, digits, dashes and underscores");

    /// <summary>Whether a text is words or a private key rather than a name or a path.</summary>
    public static bool IsSecret(string text) =>
        text.Trim().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= 6
        || (text.Trim() is var plain && (plain.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? plain[2..] : plain) is { Length: 64 } hex && hex.All(char.IsAsciiHexDigit));

    /// <summary>The key file that a user means: a file's path, or else a name.</summary>
    public static string Find(string key)
    {
        if (!IsSecret(key) && (key.Contains(System.IO.Path.DirectorySeparatorChar) || File.Exists(key)))
            return key;
        var file = FileOf(key);
        return File.Exists(file) ? file : throw new WalletException($"There is no key \"{Shown.Short(key)}\" in {Path}: see 'allora keys list', or give the path of a key file.");
    }

    public static IEnumerable<string> Names() =>
        Directory.Exists(Path)
            ? Directory.EnumerateFiles(Path, "*" + Suffix).Select(static file => System.IO.Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
            : [];

    /// <exception cref="WalletException">Anybody may write into the folder: a key in it could be exchanged.</exception>
    public static void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
            return;
        }

        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var mode = File.GetUnixFileMode(Path);
        if ((mode & UnixFileMode.OtherWrite) != 0 && (mode & UnixFileMode.StickyBit) == 0)
            throw new WalletException($"Anybody may write into {Path}, and could exchange a key there: run chmod 700 {Path}");
    }
}
