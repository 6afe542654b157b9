using System.Text.Json;
using Allora.TestData;

namespace Allora.Cli.Tests.Keys;

/// <summary>Key files that the chain's own tool wrote.</summary>
internal static class KeyVectors
{
    public static IReadOnlyList<(string Text, string Passphrase, string Address)> Armor { get; } =
        [.. Rows("armor").Select(static row => (Get(row, "armor"), Get(row, "passphrase"), Get(row, "address")))];

    /// <summary>Files of a keyring: folder, name, content, passphrase, address.</summary>
    public static IReadOnlyList<(string Backend, string Name, string Content, string Passphrase, string Address)> Keyrings { get; } =
        [.. ((string[])["test", "file"]).SelectMany(static backend => Rows($"keyring_{backend}").Where(static row => row.TryGetProperty("address", out _))
            .Select(row => (backend, Path.GetFileNameWithoutExtension(Get(row, "name")), Get(row, "content"), Get(row, "passphrase"), Get(row, "address"))))];

    /// <summary>Writes the keyrings below a home folder, as the tool has them.</summary>
    public static void WriteKeyrings(string home)
    {
        foreach (var (backend, name, content, _, _) in Keyrings)
        {
            Directory.CreateDirectory(Path.Combine(home, $"keyring-{backend}"));
            File.WriteAllText(Path.Combine(home, $"keyring-{backend}", name + ".info"), content);
        }
    }

    private static IEnumerable<JsonElement> Rows(string part) => Data.Vectors("key-files.json").GetProperty(part).EnumerateArray();

    private static string Get(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
