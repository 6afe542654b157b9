using System.Globalization;
using System.Text.RegularExpressions;
using Allora.Cli.Running;

namespace Allora.Cli.Worker;

/// <summary>An address with {TopicId}, {BlockHeight} and names of parameters in it. A name that nothing fills is refused at the start.</summary>
internal sealed partial class UrlTemplate
{
    private readonly string _template;
    private readonly IReadOnlyDictionary<string, string> _parameters;

    public UrlTemplate(string template, IReadOnlyDictionary<string, string> parameters)
    {
        (_template, _parameters) = (template, parameters);
        foreach (Match name in Names().Matches(template))
        {
            if (name.Groups[1].Value is not ("TopicId" or "BlockHeight") && !parameters.ContainsKey(name.Groups[1].Value))
                throw new UsageException($"the address {template} has {name.Value}, which nothing fills: add it to parameters");
        }

        if (!Uri.TryCreate(Filled(1, 1), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new UsageException($"\"{template}\" is no http address");
    }

    public Uri For(ulong topicId, long nonce) => new(Filled(topicId, nonce));

    /// <summary>The address without its query, which may hold keys.</summary>
    public override string ToString() => _template.Split('?')[0];

    private string Filled(ulong topicId, long nonce) => Names().Replace(_template, name => Uri.EscapeDataString(name.Groups[1].Value switch
    {
        "TopicId" => topicId.ToString(CultureInfo.InvariantCulture),
        "BlockHeight" => nonce.ToString(CultureInfo.InvariantCulture),
        var other => _parameters[other],
    }));

    [GeneratedRegex(@"\{([A-Za-z0-9_]+)\}")]
    private static partial Regex Names();
}
