namespace Allora.Cli.Tests.Cases;

/// <summary>What must happen with a configuration file of the offchain node.</summary>
internal enum CaseKind
{
    /// <summary>It runs as a dry run over the nodes that it names, and nothing is sent.</summary>
    DryRun,

    /// <summary>It is accepted, and the texts stand in what 'worker check' says of it.</summary>
    Accepted,

    /// <summary>Exit code 2 before anything is asked, and the message has the texts.</summary>
    Refused,

    /// <summary>Without --from: exit code 2, and the message says how to import a key.</summary>
    NoWallet,
}

/// <summary>One file of the cases, or a sibling of it: the same kind of thing in another place or with another value.</summary>
/// <param name="File">The file below tests/data/cases/offchain.</param>
/// <param name="Sibling">What is different from the file, or empty.</param>
/// <param name="Kind">What must happen.</param>
/// <param name="Says">Texts that the answer must have. A dry run: the path at which the model is asked.</param>
internal sealed record OffchainCase(string File, string Sibling, CaseKind Kind, string[] Says)
{
    private Func<string, string> _change = static text => text;

    public OffchainCase With(string sibling, Func<string, string> change, params string[] says) =>
        this with { Sibling = sibling, Says = says.Length > 0 ? says : Says, _change = change };

    public string Change(string text)
    {
        var changed = _change(text);
        Assert.True(Sibling.Length == 0 || changed != text, $"the sibling \"{Sibling}\" of {File} is the same as the file");
        return changed;
    }

    public override string ToString() => Sibling.Length == 0 ? File : $"{File}: {Sibling}";
}
