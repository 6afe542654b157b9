using System.Globalization;
using System.Text.RegularExpressions;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Worker.Http;

/// <summary>
/// An address with {TopicId}, {BlockHeight} and names of parameters, which are inserted unchanged: a parameter may be a host, a path or a query.
/// A name without a parameter is refused at the start.
/// </summary>
internal sealed partial class UrlTemplate
{
    // A parameter may refer to others; one that refers to itself would never end.
    private const int MostRounds = 8;
    private const int Longest = 16_384;

    private readonly string _template;
    private readonly IReadOnlyDictionary<string, string> _parameters;

    /// <exception cref="UsageException">A name has no parameter, or the filled template is not an http address.</exception>
    public UrlTemplate(string template, IReadOnlyDictionary<string, string> parameters)
    {
        (_template, _parameters) = (template, parameters);
        var filled = Filled(1, 1);
        if (Names().Match(filled) is { Success: true } open)
        {
            var meant = parameters.Keys.Concat(["TopicId", "BlockHeight"]).FirstOrDefault(name => string.Equals(name, open.Groups[1].Value, StringComparison.OrdinalIgnoreCase));
            throw new UsageException($"has {open.Value}, which has no value: add it to the parameters{(meant is null ? "" : $" (there is {{{meant}}}; upper and lower case differ)")}");
        }

        if (!Uri.TryCreate(filled, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new UsageException($"\"{SafeText.Value(template)}\" is not an http address");
    }

    public Uri For(ulong topicId, long nonce) => new(Filled(topicId, nonce));

    /// <summary>The address without user, password and query, which may hold keys.</summary>
    public override string ToString() => Redacted(_template);

    /// <summary>An address, or a template of one, without user, password, query, fragment and keys in its path.</summary>
    public static string Redacted(string address) => SafeText.Address(address);

    private string Filled(ulong topicId, long nonce)
    {
        var text = _template;
        for (var round = 0; round < MostRounds && text.Length < Longest; round++)
        {
            var before = text;
            text = Names().Replace(text, name => name.Groups[1].Value switch
            {
                "TopicId" => topicId.ToString(CultureInfo.InvariantCulture),
                "BlockHeight" => nonce.ToString(CultureInfo.InvariantCulture),
                var other => _parameters.GetValueOrDefault(other, name.Value),
            });
            if (text == before)
                break;
        }

        return text;
    }

    [GeneratedRegex(@"\{([A-Za-z0-9_]+)\}")]
    private static partial Regex Names();
}
