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
        try
        {
            var text = File.ReadAllText(path);
            var (file, remarks) = IsOffchain(text) ? OffchainFile.Read(text) : (Parse(text), []);
            return WorkerFileProblems.Of(file) is { Count: > 0 } problems
                ? throw new UsageException([.. problems.Select(problem => $"{path}: {problem}")])
                : (file, remarks);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"there is no file {path}");
        }
        catch (YamlException wrong)
        {
            throw new UsageException($"{path}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}");
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
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
}
