using System.Text.Json;

namespace Allora.TestData;

/// <summary>Where the tests' data lives. Copies are in tests/data; environment variables can name other folders of the same shapes.</summary>
public static class Data
{
    private static readonly Lazy<string> Repo = new(FindRepo);

    /// <summary>The root of this repository.</summary>
    public static string RepoRoot => Repo.Value;

    /// <summary>Golden vectors: ALLORA_TEST_VECTORS, or the copies.</summary>
    public static string VectorsFolder => Folder("ALLORA_TEST_VECTORS", "vectors");

    /// <summary>Golden numbers of topic 67: ALLORA_TEST_TOPIC67, or the copies.</summary>
    public static string Topic67Folder => Folder("ALLORA_TEST_TOPIC67", "topic67");

    /// <summary>What a real node answered.</summary>
    public static string CapturesFolder => Path.Combine(RepoRoot, "tests", "data", "captures");

    /// <summary>Files of kinds that real people have; cases.json says what must happen with each.</summary>
    public static string CasesFolder => Path.Combine(RepoRoot, "tests", "data", "cases");

    /// <summary>Every message, field and service of the chain.</summary>
    public static string WireFolder => Path.Combine(RepoRoot, "tests", "data", "wire");

    /// <summary>The hourly bars, or null where they are absent: ALLORA_TEST_PRICES, or the file beside the repository that CI has.</summary>
    public static string? PriceFile
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("ALLORA_TEST_PRICES")
                ?? Path.Combine(RepoRoot, "..", "shared", "data", "btcusd_1h_2024-01_2025-11.csv");
            return File.Exists(path) ? Path.GetFullPath(path) : null;
        }
    }

    /// <summary>Why tests that need the bars are skipped where they are absent.</summary>
    public const string NoPriceFile = "the price file ../shared/data/btcusd_1h_2024-01_2025-11.csv is absent (set ALLORA_TEST_PRICES to another copy)";

    /// <summary>Parses a vector file such as "decimal.json".</summary>
    public static JsonElement Vectors(string file) => Parse(Path.Combine(VectorsFolder, file));

    /// <summary>Parses a capture file such as "cosmos-grpc.json".</summary>
    public static JsonElement Capture(string file) => Parse(Path.Combine(CapturesFolder, file));

    private static JsonElement Parse(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static string Folder(string variable, string copies)
    {
        var named = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(named) ? Path.Combine(RepoRoot, "tests", "data", copies) : Path.GetFullPath(named);
    }

    private static string FindRepo()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Allora.Sdk.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from inside the repository: no Allora.Sdk.sln above " + AppContext.BaseDirectory);
    }
}
