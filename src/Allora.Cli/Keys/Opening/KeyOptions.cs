using System.CommandLine;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Opening;

/// <summary>The key that signs. A secret is never an argument: it comes from a key file, or from the environment.</summary>
internal sealed class KeyOptions
{
    private const string FileVariable = "KEY_FILE";
    private const string MnemonicVariable = "MNEMONIC";

    public Option<string?> From { get; } = new("--from")
    {
        Description = $"The key that signs: a name of 'keys list', or a key file. Default: the file {FileVariable} names, else the words in {MnemonicVariable}.",
        HelpName = "KEY",
    };

    public PassphraseOptions Passphrase { get; } = new();

    public void AddTo(Command command)
    {
        command.Options.Add(From);
        Passphrase.AddTo(command);
    }

    /// <summary>Whether a wallet was named at all.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(From) is not null || Variable(FileVariable) is not null || Variable(MnemonicVariable) is not null;

    /// <summary>The wallet that was named.</summary>
    /// <exception cref="UsageException">None was named.</exception>
    /// <exception cref="WalletException">Its key cannot be read.</exception>
    public AlloraWallet Open(ParseResult parsed)
    {
        if (parsed.GetValue(From) is { } key)
            return KeyOpening.Open(key, parsed, Passphrase);
        if (Variable(FileVariable) is { } file)
        {
            return KeyFolder.IsSecret(file)
                ? throw new UsageException($"{FileVariable} holds a secret itself: write it into a file of mode 0600 and name that file, or set {MnemonicVariable}. The value is not shown")
                : KeyOpening.OpenFile(file, parsed, Passphrase);
        }

        if (Variable(MnemonicVariable) is { } words)
            return AlloraWallet.FromMnemonic(words, curve: Signing.Curve());
        throw new UsageException($"no key was named: make one with 'allora keys new NAME' and give --from NAME, or set {FileVariable} or {MnemonicVariable}");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
