using System.Text.Json;
using Allora.Cli.Running;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Allora.Cli.Worker;

/// <summary>Reads our own file, or the configuration of the Go offchain node; what is wrong is told with its line.</summary>
internal static class WorkerFileReader
{
    public static (WorkerFile File, IReadOnlyList<string> Remarks) Read(string path)
    {
        var text = File.ReadAllText(path);
        try
        {
            var (file, remarks) = IsOffchain(text) ? OffchainFile.Read(text) : (Parse(text), []);
            Check(file);
            return (file, remarks);
        }
        catch (YamlException wrong)
        {
            throw new UsageException($"{path}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message}");
        }
        catch (UsageException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message}");
        }
    }

    private static WorkerFile Parse(string text) =>
        new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<WorkerFile?>(text) ?? new WorkerFile();

    // The offchain node's file is a JSON object with a wallet object in it; ours has no such name.
    private static bool IsOffchain(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("wallet", out var wallet) && wallet.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Check(WorkerFile file)
    {
        if (file.Workers.Count == 0)
            throw new UsageException("no workers in it: list at least one with topic and endpoint under workers");
        foreach (var entry in file.Workers)
        {
            if (entry.Topic == 0)
                throw new UsageException("a worker without topic");
            if (entry.Endpoint is null == entry.LabelsEndpoint is null)
                throw new UsageException($"topic {entry.Topic}: give endpoint (a number) or labels_endpoint (labels), one of the two");
            _ = new UrlTemplate(entry.Endpoint ?? entry.LabelsEndpoint!, entry.Parameters);
        }

        if (file.Workers.GroupBy(static entry => entry.Topic).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new UsageException($"topic {twice.Key} is listed twice: one wallet answers a topic once");
    }
}
