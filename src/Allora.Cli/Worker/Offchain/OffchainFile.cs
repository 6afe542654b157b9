using System.Globalization;
using Allora.Cli.Documents;
using Allora.Cli.Worker.Entries;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Worker.Offchain;

/// <summary>
/// The Go offchain node's config.json, read as the node reads it: names without regard to case, the kinds of JSON values exactly. Names with a
/// meaning here are adopted, values that the node would refuse are problems, and everything else is listed.
/// </summary>
internal sealed class OffchainFile
{
    private const string Node = "only the nodes of the file are used";

    private readonly List<string> _problems;
    private readonly List<string> _remarks = [];
    private readonly FieldReader _root;

    private OffchainFile(DocumentNode root, List<string> problems) =>
        (_problems, _root) = (problems, new FieldReader(root, problems, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an object is of the offchain node: our file has none of these names.</summary>
    public static bool Is(DocumentNode root) =>
        root.Kind == NodeKind.Map && root.Fields.Any(static field => field.Name.ToLowerInvariant() is "wallet" or "worker" or "reputer" or "options");

    /// <summary>Returns the file's content, and remarks for its user; problems are added to the list.</summary>
    public static (WorkerFile File, IReadOnlyList<string> Remarks) Read(DocumentNode root, List<string> problems)
    {
        var reader = new OffchainFile(root, problems);
        return (reader.Read(), reader._remarks);
    }

    private WorkerFile Read()
    {
        if (_root.Find("options") is not null)
        {
            _problems.Add("options: this is the first generation of the offchain node's file, which nodes no longer read: write wallet (chainId, nodeRPCs, nodeGRPCs, submitTx) and worker (topicId, inferenceEntrypointName, parameters.InferenceEndpoint); docs/migrating.md has an example");
            return new WorkerFile();
        }

        var wallet = _root.Map("wallet");
        if (wallet is null && _root.Find("wallet") is null or { Kind: NodeKind.Null })
            _problems.Add("wallet is missing: name the nodes (nodeRPCs, nodeGRPCs), the chain (chainId), and submitTx; this seems to be a part of a file only");
        var file = wallet is null ? new WorkerFile() : Wallet(wallet);
        var entries = new OffchainEntries(_root, wallet is null ? null : Seconds(wallet, "timeoutHTTPConnection"), _problems, _remarks);
        var (workers, reputers) = entries.Read();
        foreach (var (name, _) in _root.Unknown)
            OffchainUnknown.Of(_root, name, _problems, _remarks);
        if (_root.Items("worker").Count + _root.Items("reputer").Count == 0 && _problems.Count == 0)
            _problems.Add("worker and reputer are empty: list at least one topic");
        return file with { Workers = workers, Reputers = reputers };
    }

    private WorkerFile Wallet(FieldReader wallet)
    {
        var nodes = new OffchainNodes(wallet, _problems);
        var file = new WorkerFile
        {
            IsNodesOnly = true,
            ChainId = NotEmpty(wallet.ChainId("chainId")),
            Grpc = nodes.Grpc(),
            Rpc = nodes.Rpc(),
            DryRun = wallet.Flag("submitTx") is not true,
            State = StateOf(NotEmpty(wallet.Folder("alloraHomeDir"))),
            MaximumFee = OffchainAmount.Read(wallet, "maxFees"),
            DailyBudget = OffchainAmount.Read(wallet, "dailyBudget"),
            FeeGranter = Granter(wallet),
            GasMarginPercent = Margin(wallet),
            RequestTimeout = Seconds(wallet, "timeoutRPCSecondsQuery"),
            Keyring = OffchainKeyring.Read(wallet),
        };
        _ = wallet.Find("timeoutHTTPConnection");
        nodes.RequireOne();
        Checked(wallet);
        Remark(wallet, file);
        return file;
    }

    // The node would refuse these too; they have no meaning here.
    private static void Checked(FieldReader wallet)
    {
        foreach (var name in OffchainNames.WholeNumbers)
            wallet.Whole(name);
        foreach (var name in OffchainNames.Numbers)
            wallet.Number(name, 0, double.MaxValue);
        foreach (var name in OffchainNames.Flags)
            wallet.Flag(name);
        if (wallet.Text("gasPrices") is { Length: > 0 } price and not "auto" && Attempt.Refusal(() => GasPrice.Parse(price)) is not null)
            wallet.Problem("gasPrices", $"must be \"auto\" or a price in uallo as text, such as \"10\", not \"{Allora.Sdk.SafeText.Value(price)}\"");
    }

    private void Remark(FieldReader wallet, WorkerFile file)
    {
        var submit = wallet.Find("submitTx");
        if (file.DryRun)
            _remarks.Add($"DRY RUN: {wallet.PathOf("submitTx")} is {(submit is null or { Kind: NodeKind.Null } ? "not set, which is false" : "false")}: predictions are made and signed, and NOTHING is sent. (The Go node would still register and stake.) Set it to true to submit");
        if (NotEmpty(wallet.Text("addressRestoreMnemonic")) is not null)
            _remarks.Add("wallet.addressRestoreMnemonic is not read: a secret does not belong in a configuration. Run 'allora keys import NAME' once, then give --from NAME");
        if (wallet.Text("gasPrices") is not "auto" and var given)
            _remarks.Add($"{wallet.PathOf("gasPrices")} is {(given is { Length: > 0 } ? "not \"auto\", and is not used" : "missing")}: the price is queried from the chain; maxFees limits the fee");
        if (file.ChainId is null)
            _remarks.Add($"wallet.chainId is missing: the chain that the nodes serve is used; {Node}");
        if (file.MaximumFee is null)
            _remarks.Add($"{wallet.PathOf("maxFees")} is {(wallet.Find("maxFees") is null ? "not set" : "0")}: the fee of a transaction is at most {FeeLimits.Of(file).Fee}, the default");
        var known = wallet.Known.Order(StringComparer.Ordinal).ToList();
        var without = OffchainNames.WholeNumbers.Concat(OffchainNames.Numbers).Concat(OffchainNames.Flags).Where(name => wallet.Find(name) is not null)
            .Concat(OffchainNames.OldOfWallet.Where(name => wallet.Find(name) is not null)).Select(name => wallet.PathOf(name)).ToList();
        if (without.Count > 0)
            _remarks.Add($"has no meaning here: {string.Join(", ", without)}");
        foreach (var name in wallet.Twice.Intersect(known, StringComparer.OrdinalIgnoreCase))
            _remarks.Add($"{wallet.PathOf(name)} is given twice: the last one counts");
        foreach (var (name, _) in wallet.Unknown)
            OffchainUnknown.Of(wallet, name, _problems, _remarks);
    }

    private static string? Granter(FieldReader wallet) => NotEmpty(wallet.Parsed(
        "feeGranterAddress", "an address that starts with allo1", static value => value.Kind == NodeKind.Text && (value.Text.Length == 0 || AlloraAddress.IsValid(value.Text)) ? value.Text : null));

    // 1.2 is a fifth more than the simulated gas; 0 counts as missing.
    private static int? Margin(FieldReader wallet) => wallet.ParsedValue<int>("gasAdjustment", "a number between 1 and 3, such as 1.2", static value =>
        value.Kind == NodeKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is 0 or >= 1 and <= 3
            ? (int)Math.Ceiling(Math.Round((factor - 1) * 100, 6)) : null) is { } percent and >= 0 ? percent : null;

    private static TimeSpan? Seconds(FieldReader wallet, string name) => wallet.Whole(name, 0, 3600) is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? StateOf(string? home) => home is null ? null : Path.Combine(OffchainKeyring.Expanded(home), "allora-state");
}
