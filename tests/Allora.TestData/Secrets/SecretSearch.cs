using System.Text;

namespace Allora.TestData.Secrets;

/// <summary>Searches everything that a run left behind (files, lines, pages, metrics, messages) for known secrets in plain, hex, base64 and UTF-16.</summary>
/// <param name="secrets">The secrets. Of a mnemonic, four words in a row count as found too.</param>
public sealed class SecretSearch(IEnumerable<string> secrets)
{
    private const int WordsThatTell = 4;

    private readonly List<string> _secrets = [.. secrets.SelectMany(Parts).Distinct(StringComparer.Ordinal)];
    private readonly List<(string Sink, string Where, byte[] Content)> _contents = [];

    /// <summary>What was searched, for a test's output.</summary>
    public string Summary => string.Join(", ", _contents.GroupBy(static one => one.Sink).Select(static sink => $"{sink.Count()} {sink.Key}"))
        + $" ({_contents.Sum(static one => one.Content.Length)} bytes) searched for {_secrets.Count} secrets in 4 forms: {Found().Count} found";

    public SecretSearch Add(string sink, string where, string text) => Add(sink, where, Encoding.UTF8.GetBytes(text));

    public SecretSearch Add(string sink, string where, byte[] content)
    {
        _contents.Add((sink, where, content));
        return this;
    }

    /// <summary>Every file below a folder, but for those in which the user keeps the secrets.</summary>
    public SecretSearch AddFiles(string folder, Func<string, bool>? isTheUsers = null)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => isTheUsers?.Invoke(file) != true))
            Add("files", Path.GetRelativePath(folder, file), File.ReadAllBytes(file));
        return this;
    }

    /// <summary>Where which secret was found, and in what form.</summary>
    public IReadOnlyList<string> Found() =>
        [.. from content in _contents from secret in _secrets from form in Hiding.Found(content.Content, secret) select $"{content.Sink}, {content.Where}: {secret[..4]}... in {form}"];

    private static IEnumerable<string> Parts(string secret)
    {
        yield return secret;
        var words = secret.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var from = 0; from + WordsThatTell <= words.Length; from++)
            yield return string.Join(' ', words[from..(from + WordsThatTell)]);
    }
}
