using Allora.Cli.Documents;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Worker.Files;

/// <summary>Words and private keys in the place of another value: they are refused before the value is used, since a folder, a chain or a key would be named by them.</summary>
internal static class MisplacedKeys
{
    // Values that may be secrets.
    private static readonly string[] Allowed = ["addressRestoreMnemonic", "keyringPassphrase", "headers", "parameters", "loss_options"];

    /// <exception cref="UsageException">There are such values.</exception>
    public static void Refuse(DocumentNode root)
    {
        if (In(root).ToList() is { Count: > 0 } problems)
            throw new UsageException(problems);
    }

    private static IEnumerable<string> In(DocumentNode node)
    {
        if (node.Kind is NodeKind.Text or NodeKind.Number && SafeText.IsKeyMaterial(node.Text))
            yield return $"{(node.Path.Length == 0 ? "it" : node.Path)} holds words or a private key, which are not shown here: run 'allora keys import NAME' once, and write key: NAME, or give --from NAME";
        foreach (var problem in node.Items.SelectMany(In).Concat(node.Fields.Where(static field => !Allowed.Contains(field.Name, StringComparer.OrdinalIgnoreCase)).SelectMany(static field => In(field.Value))))
            yield return problem;
    }
}
