using Allora.Cli.Documents;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Cli.Worker.Entries;
using Allora.Sdk;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Worker.Files;

/// <summary>Our own file: YAML, or JSON, which is YAML too. Names are snake_case; docs/cli.md has an example.</summary>
internal static class OwnFile
{
    public static WorkerFile Read(DocumentNode root, List<string> problems)
    {
        var fields = new FieldReader(root, problems, StringComparison.Ordinal);
        var file = Common(fields, problems);
        var entries = new OwnEntries(problems);
        file = file with { Workers = entries.Workers(fields.Items("workers")), Reputers = entries.Reputers(fields.Items("reputers")) };
        if (fields.Items("workers").Count + fields.Items("reputers").Count == 0)
            problems.Add("it has no workers: list at least one with topic and endpoint under workers, or a reputer with topic and truth_endpoint under reputers");
        OwnEntries.Unknown(fields, problems);
        Twice(file.Workers, file.Key, "answers", problems);
        Twice(file.Reputers, file.Key, "judges", problems);
        return file;
    }

    /// <summary>Reads a file of network, store and fees, whose workers are elsewhere.</summary>
    public static WorkerFile ReadWithoutWorkers(DocumentNode root, List<string> problems)
    {
        var fields = new FieldReader(root, problems, StringComparison.Ordinal);
        var file = Common(fields, problems);
        foreach (var name in (string[])["key", "state", "workers", "reputers"])
        {
            if (fields.Find(name) is not null)
                fields.Problem(name, "is not read here: the workers of a fleet are in its store ('allora fleet apply'), and the keys in the folder of --keys");
        }

        if (file.SubmittedBy.Count > 0)
            fields.Problem("submitted_by", "is not read here: a member that takes over a wallet could not see what another member's sender has pending, and would pay twice; the wallets of a fleet pay for themselves");
        OwnEntries.Unknown(fields, problems);
        return file;
    }

    private static WorkerFile Common(FieldReader fields, List<string> problems)
    {
        var defaults = new WorkerFile();
        var file = defaults with
        {
            Network = NetworkOf(fields) ?? defaults.Network,
            ChainId = fields.ChainId("chain_id"),
            Grpc = Endpoints(fields, "grpc", events: false),
            Rpc = Endpoints(fields, "rpc", events: true),
            Key = fields.Key("key"),
            SubmittedBy = fields.Keys("submitted_by"),
            State = fields.Folder("state") ?? defaults.State,
            Store = StoreField.Read(fields, problems),
            FeeTier = fields.Name<FeeTier>("fee_tier") ?? defaults.FeeTier,
            MaximumFee = fields.Amount("maximum_fee"),
            DailyBudget = fields.Amount("daily_budget"),
            GasPriceCap = fields.ParsedValue<GasPrice>("gas_price_cap", "a price in uallo, such as 12.5", static value => Attempt.Value(() => GasPrice.Parse(value.Text))),
            FeeGranter = fields.Parsed("fee_granter", "an address that starts with allo1", static value => AlloraAddress.IsValid(value.Text) ? value.Text : null),
            AcceptedTransactions = fields.Texts("accepted_transactions"),
            DryRun = fields.Flag("dry_run") ?? false,
        };
        if (file.Store is not null && fields.Find("state") is not null)
            fields.Problem("store", "and state are given: the journals are in one of the two; state: FOLDER is store: file:FOLDER");
        if (file.SubmittedBy.Distinct(StringComparer.Ordinal).Count() < file.SubmittedBy.Count)
            fields.Problem("submitted_by", "names a key twice");
        if (file.DailyBudget == UAllo.Zero)
            fields.Problem("daily_budget", "is 0: nothing could ever be sent; remove it, or write dry_run: true");
        return file;
    }

    private static string? NetworkOf(FieldReader fields) =>
        fields.Parsed("network", "testnet, mainnet or local", static value => Attempt.Refusal(() => AlloraNetwork.FromName(value.Text)) is null ? value.Text : null);

    // One address may be written without a list.
    private static IReadOnlyList<string> Endpoints(FieldReader fields, string name, bool events)
    {
        var texts = fields.Find(name) is { Kind: NodeKind.Text } one ? [one.Text] : fields.Texts(name);
        // Without an address the network's own, public ones would be used.
        if (fields.Find(name) is { Kind: NodeKind.List } && texts.Count == 0)
            fields.Problem(name, "has no address: give one, or remove the line to use the network's own");
        foreach (var text in texts.Where(text => NodeAddress.Parse(text, events) is null))
            fields.Problem(name, NodeAddress.Refusal(text, events));
        return texts;
    }

    private static void Twice(IEnumerable<ModelEntry> entries, string? key, string does, List<string> problems)
    {
        foreach (var same in entries.GroupBy(entry => (entry.Topic, Key: entry.Key ?? key)).Where(static same => same.Count() > 1))
            problems.Add($"{same.Last().Path}.topic is {same.Key.Topic}, as in {same.First().Path}: one wallet {does} a topic once; give another key");
    }
}
