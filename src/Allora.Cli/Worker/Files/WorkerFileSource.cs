using Allora.Cli.Running;

namespace Allora.Cli.Worker.Files;

/// <summary>The source of the workers' configuration: a file, or the two variables of the offchain node.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsWhole">Whether text behind the first object is an error: the node reads a file up to the end of its object, a variable whole.</param>
internal sealed record WorkerFileSource(string Name, string Text, bool IsWhole)
{
    private const string JsonVariable = "ALLORA_OFFCHAIN_NODE_CONFIG_JSON";
    private const string PathVariable = "ALLORA_OFFCHAIN_NODE_CONFIG_FILE_PATH";

    /// <summary>Returns the named file, or else the content of the variables; the JSON overrides the path.</summary>
    /// <exception cref="UsageException">No file is named, or it cannot be read.</exception>
    public static WorkerFileSource Of(string? path)
    {
        if (path is null && Variable(JsonVariable) is { } json)
            return new WorkerFileSource(JsonVariable, json, true);
        var file = path ?? Variable(PathVariable)
            ?? throw new UsageException($"no file was named: give --config FILE, or set {PathVariable} or {JsonVariable}");
        return new WorkerFileSource(file, FileText.Read(file), false);
    }

    // The text may hold a mnemonic.
    public override string ToString() => Name;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
