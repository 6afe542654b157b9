using Allora.Cli.Documents;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Sdk;
using Allora.Sdk.PostgreSql.Fleet;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Fleet;

/// <summary>The file of 'allora fleet apply': entries as in a worker file, each with the addresses of its wallets.</summary>
internal static class FleetFile
{
    private static readonly string[] Places = ["wallet", "wallets"];

    /// <exception cref="UsageException">Something in the file cannot be read; all errors are reported at once.</exception>
    public static IReadOnlyList<FleetWorker> Read(string path) => OwnDocument.Read(path, static (root, problems) =>
    {
        var fields = new FieldReader(root, problems, StringComparison.Ordinal);
        // Variables of headers are set on the machines that run the workers.
        var entries = new OwnEntries(problems, hasEnvironment: false);
        List<FleetWorker> workers =
        [
            .. Items(fields, "workers", problems, node => entries.Workers([node])),
            .. Items(fields, "reputers", problems, node => entries.Reputers([node])),
        ];
        if (fields.Items("workers").Count + fields.Items("reputers").Count == 0)
            problems.Add("it has no workers: list them under workers or reputers, each with wallet, topic and an endpoint");
        OwnEntries.Unknown(fields, problems);
        return workers;
    });

    private static IEnumerable<FleetWorker> Items(FieldReader fields, string name, List<string> problems, Func<DocumentNode, IReadOnlyList<ModelEntry>> read)
    {
        foreach (var item in fields.Items(name))
        {
            var wallets = item.Kind == NodeKind.Map ? Wallets(new FieldReader(item, problems, StringComparison.Ordinal), problems) : [];
            var node = item with { Fields = [.. item.Fields.Where(static field => !Places.Contains(field.Name))] };
            foreach (var entry in read(node))
            {
                if (entry.Key is not null)
                    problems.Add($"{item.Path}.key is not read here: name the wallet by its address; each machine has its keys in a folder");
                foreach (var wallet in wallets)
                    yield return FleetEntry.Write(wallet, entry, node);
            }
        }
    }

    private static IReadOnlyList<string> Wallets(FieldReader item, List<string> problems)
    {
        var one = item.Text(Places[0]);
        IReadOnlyList<string> wallets = one is null ? item.Texts(Places[1]) : [one, .. item.Texts(Places[1])];
        foreach (var wrong in wallets.Where(static wallet => !AlloraAddress.IsValid(wallet)))
            problems.Add($"{item.Path}: \"{SafeText.Value(wrong)}\" is not an address that starts with allo1");
        if (wallets.Count == 0)
            problems.Add($"{item.Path}: name its wallet, such as wallet: allo1..., or several as wallets: [allo1..., allo1...]");
        return wallets;
    }
}
