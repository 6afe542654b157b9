using System.Text.RegularExpressions;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Worker.Http;

/// <summary>Headers of a file with the environment's values inserted.</summary>
internal static partial class HeaderValues
{
    /// <exception cref="UsageException">A variable is not set, or a value is more than one line.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyDictionary<string, string> headers) => headers.Select(static header =>
    {
        var value = Variables().Replace(header.Value, FromEnvironment);
        return value.AsSpan().ContainsAny('\r', '\n')
            ? throw new UsageException($"the header {SafeText.Value(header.Key)} is more than one line")
            : KeyValuePair.Create(header.Key, value);
    });

    private static string FromEnvironment(Match name) =>
        Environment.GetEnvironmentVariable(name.Groups[1].Value)
            ?? throw new UsageException($"a header needs the environment variable {name.Groups[1].Value}, which is not set");

    [GeneratedRegex(@"\$\{([A-Za-z0-9_]+)\}")]
    private static partial Regex Variables();
}
