using System.IO.Compression;
using System.Text.Json;

namespace Allora.TestData.Epochs;

/// <summary>A recording of a real node's blocks, queries and module exports. See tests/data/epochs/README.md.</summary>
public sealed class Recording(JsonElement root)
{
    /// <summary>The variable that names another recording of the same shape (.json or .json.gz).</summary>
    public const string Variable = "ALLORA_TEST_EPOCHS";

    /// <summary>The recording that <see cref="Variable"/> names, or the copy in tests/data.</summary>
    public static Recording Default { get; } = Load(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(Data.RepoRoot, "tests", "data", "epochs", "v10.json.gz"));

    public JsonElement Root { get; } = root;

    public IEnumerable<JsonElement> Blocks => Root.GetProperty("blocks").EnumerateArray();

    public JsonElement Parameters => Root.GetProperty("genesis").GetProperty("emissions_params");

    /// <summary>Reads a file, plain or compressed.</summary>
    public static Recording Load(string path)
    {
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var document = JsonDocument.Parse(stream);
        return new Recording(document.RootElement.Clone());
    }
}
