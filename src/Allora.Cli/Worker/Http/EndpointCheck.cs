using Allora.Cli.Documents;
using Allora.Cli.Running;

namespace Allora.Cli.Worker.Http;

/// <summary>The addresses among an entry's parameters, as in the offchain node: some names are addresses, all others fill their placeholders.</summary>
internal sealed class EndpointCheck(string path, Dictionary<string, string> parameters, List<string> problems)
{
    private static readonly string[] Known = ["InferenceEndpoint", "LabeledInferenceEndpoint", "ForecastEndpoint", "GroundTruthEndpoint", "LabeledGroundTruthEndpoint"];

    private readonly List<string> _templates = [];

    /// <summary>The values for placeholders.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = parameters.Where(static one => !Known.Contains(one.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The address of a name, checked; null without one, or if it is not wanted.</summary>
    public string? Find(string name, bool? isWanted)
    {
        if (parameters.GetValueOrDefault(name) is not { Length: > 0 } template)
            return null;
        _templates.Add(template);
        if (isWanted is false)
            return null;
        if (TemplateProblem(template, Variables) is { } wrong)
            problems.Add($"{path}.{name} {wrong}");
        return template;
    }

    public void Missing(string name)
    {
        var like = parameters.Keys.FirstOrDefault(key => !Known.Contains(key) && Likeness.Closest(key, [name]) is not null);
        problems.Add($"{path}.{name} is missing: the address of the program{(like is null ? "" : $" ({path}.{like} is not read: names in there keep their case)")}");
    }

    /// <summary>A parameter that looks like an address but fills no placeholder would be ignored: it is refused.</summary>
    public void Unused()
    {
        foreach (var name in Variables.Keys)
        {
            if (IsFilledIn(name))
                continue;
            if (Likeness.Closest(name, Known) is { } meant)
                problems.Add($"{path}.{name} is not known: write {meant} if that is meant");
            else if (name.EndsWith("Endpoint", StringComparison.OrdinalIgnoreCase))
                problems.Add($"{path}.{name} is not known, and would not be used: write {string.Join(", ", Known)}, or use it as {{{name}}} in an address");
        }
    }

    /// <summary>Returns the error of a template, or null.</summary>
    public static string? TemplateProblem(string template, IReadOnlyDictionary<string, string> parameters)
    {
        try
        {
            _ = new UrlTemplate(template, parameters);
            return null;
        }
        catch (UsageException wrong)
        {
            return wrong.Message.StartsWith('"') ? $"must be an http address, not {wrong.Message[..(wrong.Message.LastIndexOf('"') + 1)]}" : wrong.Message;
        }
    }

    /// <summary>Returns the error of a loss service's address, or null.</summary>
    public static string? ServiceProblem(string address)
    {
        try
        {
            LossService.AddressOf(address);
            return null;
        }
        catch (UsageException wrong)
        {
            return $"must be an http address, not {wrong.Message[..(wrong.Message.LastIndexOf('"') + 1)]}";
        }
    }

    private bool IsFilledIn(string name) =>
        _templates.Concat(Variables.Values).Any(text => text.Contains($"{{{name}}}", StringComparison.Ordinal));
}
