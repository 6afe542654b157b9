using Allora.Cli.Documents;

namespace Allora.Cli.Worker.Offchain;

/// <summary>
/// A name that neither the offchain node nor this tool has. The node ignores it silently; here it is refused if it may be a node's address or a
/// misspelled name that matters (an unread limit would not limit anything), and is listed otherwise.
/// </summary>
internal static class OffchainUnknown
{
    private static readonly string[] Endpoints = ["rpc", "node", "endpoint", "service", "url", "host"];

    public static void Of(FieldReader fields, string name, List<string> problems, List<string> remarks)
    {
        var path = DocumentNode.Below(fields.Path, name);
        if (OffchainNames.OldOfWallet.Concat(OffchainNames.OldOfWorker).Contains(name, StringComparer.OrdinalIgnoreCase))
            remarks.Add($"has no meaning here: {path}");
        else if (Likeness.Closest(name, fields.Known) is { } meant)
            problems.Add($"{path} is not known: write {meant} if that is meant");
        else if (IsEndpoint(name, fields.Find(name)))
            problems.Add($"{path} is not known, and has an address that would not be used: write nodeRPCs or nodeGRPCs for nodes, parameters for models, or remove it");
        else
            remarks.Add($"has no meaning here: {path}");
    }

    private static bool IsEndpoint(string name, DocumentNode? value) =>
        Endpoints.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
        || value?.Text.Contains("://", StringComparison.Ordinal) is true
        || value?.Items.Any(static item => item.Text.Contains("://", StringComparison.Ordinal)) is true;
}
