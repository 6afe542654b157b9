using Allora.Cli.Documents;
using Allora.Cli.Running;

namespace Allora.Cli.Worker.Files;

/// <summary>Reads a YAML or JSON file of ours; all errors are reported at once, with the file's path.</summary>
internal static class OwnDocument
{
    /// <param name="path">The file.</param>
    /// <param name="read">Reads its content and adds what is wrong to the list.</param>
    /// <exception cref="UsageException">Something in the file cannot be read.</exception>
    public static T Read<T>(string path, Func<DocumentNode, List<string>, T> read)
    {
        try
        {
            var root = YamlReader.Read(FileText.Read(path));
            MisplacedKeys.Refuse(root);
            var problems = new List<string>();
            var content = read(root, problems);
            return problems.Count == 0 ? content : throw new UsageException(problems);
        }
        catch (UsageException wrong)
        {
            throw wrong.Under(path);
        }
    }
}
