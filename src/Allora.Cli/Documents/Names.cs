namespace Allora.Cli.Documents;

/// <summary>Names of chains, folders and keys. An address in the place of one may hold a password, and would become a folder's name or be shown.</summary>
internal static class Names
{
    private const int LongestChainId = 50;

    /// <summary>A chain's id, or an empty text.</summary>
    public static string? ChainId(this FieldReader fields, string name) => fields.Parsed(name, "a chain id such as allora-testnet-1", static value =>
        value.Kind == NodeKind.Text && value.Text.Length <= LongestChainId && value.Text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? value.Text : null);

    /// <summary>A folder.</summary>
    public static string? Folder(this FieldReader fields, string name) => fields.Parsed(name, "a folder", static value => value.Kind == NodeKind.Text && !IsAddress(value.Text) ? value.Text : null);

    /// <summary>A key's name or file; a name may be digits alone.</summary>
    public static string? Key(this FieldReader fields, string name) => fields.Parsed(name, "the name of a key, or a key file", static value =>
        value.Kind is NodeKind.Text or NodeKind.Number or NodeKind.Flag && !IsAddress(value.Text) ? value.Text : null);

    /// <summary>Names of keys or files: a list, or one alone.</summary>
    public static IReadOnlyList<string> Keys(this FieldReader fields, string name)
    {
        var keys = fields.Find(name) is { Kind: NodeKind.Text } one ? [one.Text] : fields.Texts(name);
        foreach (var _ in keys.Where(IsAddress))
            fields.Problem(name, "must be names of keys, or key files");
        return keys;
    }

    private static bool IsAddress(string text) =>
        text.Contains("://", StringComparison.Ordinal) || (text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && text.AsSpan(0, at).Contains(':'));
}
