using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Allora.Cli.Documents;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Cli.Worker.Http;
using Allora.Sdk.PostgreSql.Fleet;

namespace Allora.Cli.Fleet;

/// <summary>A worker of a file as a specification in the store, and back: its options are the entry's fields without wallet and topic.</summary>
internal static class FleetEntry
{
    private const string Topic = "topic";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static FleetWorker Write(string wallet, ModelEntry entry, DocumentNode node) => new()
    {
        Wallet = wallet,
        TopicId = entry.Topic,
        Role = entry switch
        {
            ReputerEntry => FleetRole.Reputer,
            WorkerEntry { ForecastEndpoint: null } => FleetRole.Inferer,
            WorkerEntry { Endpoint: null, LabelsEndpoint: null } => FleetRole.Forecaster,
            _ => FleetRole.InfererAndForecaster,
        },
        Provider = UrlTemplate.Redacted(entry.Addresses.First().Address),
        Options = Text(node with { Fields = [.. node.Fields.Where(static field => field.Name != Topic)] }),
    };

    /// <exception cref="UsageException">The options cannot be read here, for example because a variable of their headers is not set.</exception>
    public static ModelEntry Read(FleetWorker worker)
    {
        var problems = new List<string>();
        var node = YamlReader.Read(worker.Options);
        node = node with { Fields = [.. node.Fields, (Topic, new DocumentNode(Topic, NodeKind.Number, worker.TopicId.ToString(CultureInfo.InvariantCulture)))] };
        var entries = new OwnEntries(problems);
        IReadOnlyList<ModelEntry> read = worker.Role == FleetRole.Reputer ? entries.Reputers([node]) : entries.Workers([node]);
        return problems.Count == 0 && read is [var entry] ? entry with { Path = worker.ToString() } : throw new UsageException([.. problems.Select(problem => $"{worker}: {problem}")]);
    }

    // Numbers keep the digits that they were written with.
    private static string Text(DocumentNode node) => node.Kind switch
    {
        NodeKind.Null => "null",
        NodeKind.Flag or NodeKind.Number => node.Text,
        NodeKind.Text => JsonSerializer.Serialize(node.Text, Plain),
        NodeKind.List => $"[{string.Join(", ", node.Items.Select(Text))}]",
        _ => $"{{{string.Join(", ", node.Fields.Select(static field => $"{JsonSerializer.Serialize(field.Name, Plain)}: {Text(field.Value)}"))}}}",
    };
}
