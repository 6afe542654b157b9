namespace Allora.Cli.Worker.Entries;

/// <summary>A key in the keyring of the chain's own tool.</summary>
/// <param name="Backend">test or file; others are refused.</param>
/// <param name="Home">The tool's home folder, such as ~/.allorad.</param>
/// <param name="Name">The key's name in it.</param>
internal sealed record KeyringEntry(string Backend, string Home, string Name)
{
    /// <summary>The passphrase in the file. Never shown.</summary>
    public string? Passphrase { get; init; }

    // A record would show the passphrase.
    public override string ToString() => $"key {Name}, keyring {Backend} in {Home}";
}
