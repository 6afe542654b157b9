using Allora.Sdk.Wallets;

namespace Allora.Cli.Running;

/// <summary>The place of named keys: one key file each, in a folder that only the owner can enter.</summary>
internal static class KeyFolder
{
    private const string Suffix = ".key";
    private const string Variable = "ALLORA_HOME";

    public static string Path { get; } = System.IO.Path.Combine(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } home
            ? home
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".allora"),
        "keys");

    /// <summary>Returns the file of a name: letters, digits, dashes and underscores.</summary>
    public static string FileOf(string name) =>
        name.Length is > 0 and <= 64 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? System.IO.Path.Combine(Path, name + Suffix)
            : throw new UsageException($"\"{name}\" is not a name for a key: use up to 64 letters, digits, dashes and underscores");

    /// <summary>Returns the user's key file: a path, or else a name.</summary>
    public static string Find(string key)
    {
        if (key.Contains(System.IO.Path.DirectorySeparatorChar) || File.Exists(key))
            return key;
        var file = FileOf(key);
        return File.Exists(file) ? file : throw new WalletException($"There is no key \"{key}\" in {Path}: see 'allora keys list', or give the path of a key file.");
    }

    public static IEnumerable<string> Names() =>
        Directory.Exists(Path)
            ? Directory.EnumerateFiles(Path, "*" + Suffix).Select(static file => System.IO.Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
            : [];

    public static void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
